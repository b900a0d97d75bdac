// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlannedLanesTest {
    @Test
    void aLaneIsALine() {
        Lane wide =
                new Lane(
                        new LaneId("X", "WIDE"),
                        "k2",
                        SequenceMode.NONE,
                        LaneSnapshots.MARKED,
                        DecimalStrategy.DECIMAL128,
                        18,
                        18);

        assertThat(PlannedLanes.lines(plan(List.of(lane("A"), wide))))
                .containsExactly(
                        "lane    dialect  sequence mode  price scale  quantity scale",
                        "X:A     book     chain          1 digit      8 digits",
                        "X:WIDE  book     none           decimal128   decimal128");
    }

    @Test
    void ofManyLanesTheFirstAreShown() {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < PlannedLanes.MOST + 2; i++) {
            lanes.add(lane("S" + i));
        }

        assertThat(PlannedLanes.lines(plan(lanes)))
                .hasSize(1 + PlannedLanes.MOST + 1)
                .endsWith("… and 2 more lanes: 'deltabook plan' shows all of them");
    }

    private static Lane lane(String symbol) {
        return new Lane(new LaneId("X", symbol), symbol, SequenceMode.CHAIN, 1, 8);
    }

    private static LanePlan plan(List<Lane> lanes) {
        return new LanePlan(
                List.of(
                        new LaneGroup(
                                lanes, List.of(), DeltaDialect.NATIVE, UnlistedLanes.REFUSE)));
    }
}
