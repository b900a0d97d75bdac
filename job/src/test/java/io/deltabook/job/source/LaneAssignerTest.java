// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.junit.jupiter.api.Test;

final class LaneAssignerTest {
    private final List<FileSourceSplit> splits = List.of(split("A"), split("B"), split("C"));

    @Test
    void handsOutEachSplitOnceInOrder() {
        assertThat(drain(new LaneAssigner(splits))).isEqualTo(splits);
    }

    @Test
    void handsOutReturnedSplitsFirstInTheirOrder() {
        LaneAssigner assigner = new LaneAssigner(splits);
        FileSourceSplit first = assigner.getNext(null).orElseThrow();
        FileSourceSplit second = assigner.getNext("host").orElseThrow();
        assigner.addSplits(List.of(first, second));
        assertThat(assigner.remainingSplits()).containsExactlyElementsOf(splits);
        assertThat(drain(assigner)).isEqualTo(splits);
        assertThat(assigner.remainingSplits()).isEmpty();
    }

    private static List<FileSourceSplit> drain(LaneAssigner assigner) {
        List<FileSourceSplit> drained = new ArrayList<>();
        assigner.getNext(null).ifPresent(drained::add);
        while (!assigner.remainingSplits().isEmpty()) {
            drained.add(assigner.getNext(null).orElseThrow());
        }
        assertThat(assigner.getNext(null)).isEmpty();
        return drained;
    }

    private static FileSourceSplit split(String symbol) {
        Lane lane = new Lane(new LaneId("X", symbol), symbol, SequenceMode.NONE, 8, 8);
        RowOwners owners = new RowOwners("X", symbol, "UNKNOWN", null);
        PlannedFile file = new PlannedFile("/" + symbol, 1, 1, 1, owners, null);
        LaneGroup group =
                new LaneGroup(
                        List.of(lane), List.of(file), DeltaDialect.NATIVE, UnlistedLanes.REFUSE);
        return new LaneSplit(group, null);
    }
}
