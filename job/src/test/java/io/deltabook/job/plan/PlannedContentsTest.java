// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad files, sequence modes and keys of a plan. */
final class PlannedContentsTest {
    @TempDir Path root;

    @Test
    void stopsAtABadFileUnlessItIsToBeSkipped() throws IOException {
        folder().write("1.parquet", DeltaRow.bid("A", 1));
        folder().write("3.parquet", DeltaRow.bid("B", 1));
        Path bad = root.resolve("2.parquet");
        Files.writeString(bad, "this is not Parquet");
        String problem = "must be a Parquet file, but neither starts nor ends as one";
        PlanFolder.refuses(
                PlanFixture.of(root),
                "[" + bad + "] " + problem + "; set source.on-bad-file: skip");
        LanePlan plan = PlanFixture.of(root).skipBadFiles().plan();
        assertThat(plan.groups()).hasSize(2);
        for (LaneGroup group : plan.groups()) {
            assertThat(folder().relativeFiles(group)).hasSize(2).contains("2.parquet");
            assertThat(group.files()).extracting(PlannedFile::problem).containsOnly(null, problem);
        }
    }

    @Test
    void skipsABadFileInTheLaneOfItsPathOnly() throws IOException {
        folder().write("deltas/symbol=A/1.parquet", DeltaRow.bid("A", 1));
        Path bad = root.resolve("deltas/symbol=B/1.parquet");
        Files.createDirectories(bad.getParent());
        Files.writeString(bad, "this is not Parquet");
        LanePlan plan = PlanFixture.of(root).skipBadFiles().plan();
        assertThat(plan.laneIds())
                .containsExactly(new LaneId("BINANCE", "A"), new LaneId("UNKNOWN", "B"));
        assertThat(PlanFolder.groupOf(plan, new LaneId("BINANCE", "A")).files())
                .extracting(PlannedFile::problem)
                .containsOnlyNulls();
    }

    @Test
    void refusesABadFileThatNoLaneCanRecord() throws IOException {
        Path bad = root.resolve("2.parquet");
        Files.writeString(bad, "this is not Parquet");
        PlanFolder.refuses(
                PlanFixture.of(root).skipBadFiles(),
                "[%s] must be a Parquet file, but neither starts nor ends as one; it cannot be skipped, because no other file determines its symbol"
                        .formatted(bad));
    }

    @Test
    void decidesTheSequenceModeByTheFirstTheMiddleAndTheLastFile() {
        DeltaRow row = DeltaRow.bid("BTC-USDT", 5);
        DeltaRow snapshot = row.withTimes(row.event(), null).withSnapshot(true);
        DeltaRow range = row.withTimes(row.event(), null).withIds(6L, 6L, null);
        folder().write("1.parquet", snapshot);
        assertThat(modes(PlanFixture.of(root))).containsExactly(SequenceMode.MONOTONIC);
        folder().write("2.parquet", range);
        assertThat(modes(PlanFixture.of(root))).containsExactly(SequenceMode.RANGE);
        assertThat(modes(PlanFixture.of(root).mode(SequenceMode.NONE)))
                .containsExactly(SequenceMode.NONE);
        folder().write("3.parquet", DeltaRow.bid("BTC-USDT", 7));
        assertThat(modes(PlanFixture.of(root))).containsExactly(SequenceMode.CHAIN);
        folder().write("4.parquet", range);
        assertThat(modes(PlanFixture.of(root))).containsExactly(SequenceMode.CHAIN);
        folder().write("5.parquet", range);
        folder().write("6.parquet", range.withId(9L));
        assertThat(modes(PlanFixture.of(root))).containsExactly(SequenceMode.MONOTONIC);
    }

    @Test
    void decidesTheSequenceModeOfEachLaneOfAMixedFile() {
        DeltaRow plain =
                DeltaRow.bid("A", 5).withTimes(DeltaRow.START, null).withIds(5L, null, null);
        List<DeltaRow> rows = new ArrayList<>();
        for (long id = 1; id <= 1_001; id++) {
            rows.add(plain.withId(id));
            rows.add(plain.withId(id * 2).withSymbol("B"));
            rows.add(plain.withId(null).withSymbol("C"));
            rows.add(DeltaRow.bid("D", id));
        }
        DeltaFileWriter.plain().write(root.resolve("1.parquet"), rows);
        assertThat(modes(PlanFixture.of(root)))
                .containsExactly(
                        SequenceMode.CONTIGUOUS,
                        SequenceMode.MONOTONIC,
                        SequenceMode.NONE,
                        SequenceMode.CHAIN);
    }

    @Test
    void putsTheLargestGroupFirstAndAsksForKeysBySize() {
        folder().write("deltas/symbol=A/1.parquet", DeltaRow.bid("A", 1));
        DeltaFileWriter.plain()
                .write(root.resolve("deltas/symbol=B/1.parquet"), DeltaRow.market(1, 900, "B"));
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.groups())
                .extracting(LaneGroup::id)
                .containsExactly("BINANCE:B", "BINANCE:A");
        assertThat(plan.lanes())
                .extracting(Lane::key)
                .containsExactly("1 BINANCE:A", "0 BINANCE:B");
    }

    private static List<SequenceMode> modes(PlanFixture fixture) {
        return fixture.plan().lanes().stream().map(Lane::mode).toList();
    }

    private PlanFolder folder() {
        return new PlanFolder(root);
    }
}
