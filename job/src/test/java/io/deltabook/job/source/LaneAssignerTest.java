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
import io.deltabook.job.source.BookPlaces.Asker;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

final class LaneAssignerTest {
    private final List<FileSourceSplit> splits = List.of(split("A"), split("B"), split("C"));

    @Test
    void handsOutEachSplitOnceInOrder() {
        assertThat(drain(new LaneAssigner(splits, BookPlaces.UNKNOWN))).isEqualTo(splits);
    }

    @Test
    void handsOutReturnedSplitsFirstInTheirOrder() {
        LaneAssigner assigner = new LaneAssigner(splits, BookPlaces.UNKNOWN);
        FileSourceSplit first = assigner.getNext(null).orElseThrow();
        FileSourceSplit second = assigner.getNext("host").orElseThrow();
        assigner.addSplits(List.of(first, second));
        assertThat(assigner.remainingSplits()).containsExactlyElementsOf(splits);
        assertThat(drain(assigner)).isEqualTo(splits);
        assertThat(assigner.remainingSplits()).isEmpty();
    }

    @Test
    void aLargeLaneIsReadWhereItsBookIsNot() {
        FileSourceSplit large = split("LARGE", 100);
        List<FileSourceSplit> all = List.of(large, split("A"), split("B"));
        BookPlaces books = new BookPlaces(128, 102);
        int own = KeyGroupRangeAssignment.assignKeyToParallelOperator("LARGE", 128, 4);
        String where = new Asker(own, 4).text();
        String elsewhere = new Asker((own + 1) % 4, 4).text();

        LaneAssigner assigner = new LaneAssigner(all, books);
        assertThat(assigner.getNext(where)).contains(all.get(1));
        assertThat(assigner.getNext(elsewhere)).contains(large);
        assertThat(assigner.getNext(where)).contains(all.get(2));

        assertThat(new LaneAssigner(all, books).getNext(elsewhere)).contains(large);
        assertThat(new LaneAssigner(List.of(large), books).getNext(where)).contains(large);
        assertThat(new LaneAssigner(all, books).getNext(new Asker(0, 1).text())).contains(large);
        assertThat(new LaneAssigner(all, new BookPlaces(128, 1_000)).getNext(where))
                .as("no more than a subtask's share")
                .contains(large);
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
        return split(symbol, 1);
    }

    private static FileSourceSplit split(String symbol, long bytes) {
        Lane lane = new Lane(new LaneId("X", symbol), symbol, SequenceMode.NONE, 8, 8);
        RowOwners owners = new RowOwners("X", symbol, "UNKNOWN", null);
        PlannedFile file = new PlannedFile("/" + symbol, bytes, 1, 1, owners, null);
        LaneGroup group =
                new LaneGroup(
                        List.of(lane), List.of(file), DeltaDialect.NATIVE, UnlistedLanes.REFUSE);
        return new LaneSplit(group, null);
    }
}
