// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JobNameTest {
    @Test
    void aRunIsNamedAfterItsSymbolsAndDays() {
        assertThat(name(group("X:A", "/d/dt=2024-08-08/1.parquet", "/d/dt=2024-08-10/1.parquet")))
                .isEqualTo("deltabook X A 2024-08-08 to 2024-08-10");
        assertThat(name(group("X:A", "/d/A_20240808.parquet", "/d/2024/A_2024_08_08.parquet")))
                .isEqualTo("deltabook X A 2024-08-08");
    }

    @Test
    void aNameWithoutADayHasNone() {
        assertThat(name(group("X:A", "/d/1.parquet", "/d/20249999/1723161600000000000.parquet")))
                .isEqualTo("deltabook X A");
    }

    @Test
    void manySymbolsAreCounted() {
        String[] lanes = {"X:A", "X:B", "X:C", "X:D", "X:E", "Y:A"};
        LaneGroup[] groups =
                Stream.of(lanes).map(lane -> group(lane, "/d/f")).toArray(LaneGroup[]::new);

        assertThat(name(groups)).isEqualTo("deltabook X A, B, C and 2 more; Y A");
    }

    private static String name(LaneGroup... groups) {
        return JobName.of(new LanePlan(Arrays.asList(groups)));
    }

    private static LaneGroup group(String lane, String... files) {
        String[] parts = lane.split(":");
        LaneId id = new LaneId(parts[0], parts[1]);
        RowOwners owners = new RowOwners(id.exchange(), id.symbol(), "UNKNOWN", null);
        return new LaneGroup(
                List.of(new Lane(id, parts[1], SequenceMode.RANGE, 8, 8)),
                Stream.of(files).map(file -> new PlannedFile(file, 1, 1, 1, owners, null)).toList(),
                DeltaDialect.NATIVE,
                UnlistedLanes.DROP);
    }
}
