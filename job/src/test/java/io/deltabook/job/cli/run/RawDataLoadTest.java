// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RawDataLoadTest {
    private static final long MIB = 1L << 20;

    @Test
    void aLargeFileIsCountedWithAFullPageOfEachColumn() {
        RawDataLoad load = RawDataLoad.of(new LanePlan(List.of(group("A", List.of()))));
        assertThat(load).isEqualTo(new RawDataLoad(1, 1, 18 * MIB, 0, 0));
    }

    @Test
    void aWideBookIsCountedWithAllColumnsOfItsLevels() {
        PlannedTable trades = table(InputTable.TRADES, 1_000_000);
        PlannedTable book = table(InputTable.BOOK, 1_000_000);
        LaneGroup rich = group("A", List.of(trades, book));
        RawDataLoad load = RawDataLoad.of(new LanePlan(List.of(rich, group("B", List.of()))));
        assertThat(load).isEqualTo(new RawDataLoad(2, 2, 18 * MIB, 2, (18 + 166) * MIB));
    }

    @Test
    void aFileOfFewRowsHasSmallPages() {
        PlannedTable book = table(InputTable.BOOK, 100);
        LaneGroup group = group("A", List.of(book));
        assertThat(RawDataLoad.of(new LanePlan(List.of(group))).otherPageBytes())
                .isEqualTo(83 * 100 * 32);
    }

    @Test
    void whatIsRequestedOfAStoreCounts() {
        LaneGroup local = group("A", List.of());
        PlannedFile stored =
                new PlannedFile(
                        "s3://b/1.parquet",
                        20 << 20,
                        20,
                        7,
                        new RowOwners("X", "A", "X", null),
                        null);
        LaneGroup remote =
                new LaneGroup(
                        local.lanes(),
                        List.of(local.files().get(1), stored),
                        List.of(),
                        local.format(),
                        UnlistedLanes.DROP);
        long pages = RawDataLoad.of(new LanePlan(List.of(local))).pageBytes();
        assertThat(RawDataLoad.of(new LanePlan(List.of(remote))).pageBytes())
                .isEqualTo(pages + (20 << 20));
    }

    private static LaneGroup group(String symbol, List<PlannedTable> tables) {
        LaneId id = new LaneId("X", symbol);
        return new LaneGroup(
                List.of(new Lane(id, symbol, SequenceMode.RANGE, 8, 8)),
                List.of(file(7), file(1_000_000)),
                tables,
                TableFormat.of(DeltaDialect.NATIVE),
                UnlistedLanes.DROP);
    }

    private static PlannedTable table(InputTable table, long rows) {
        return new PlannedTable(new LaneId("X", "A"), table, List.of(file(rows)));
    }

    private static PlannedFile file(long rows) {
        RowOwners owners = new RowOwners("X", "A", "UNKNOWN", null);
        return new PlannedFile("/d/" + rows + ".parquet", 10, 20, rows, owners, null);
    }
}
