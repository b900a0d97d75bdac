// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlanFixture;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.source.lane.ReadingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaneReaderTest {
    private static final LaneSplitSerializer SERIALIZER = LaneSplitSerializer.INSTANCE;

    @TempDir Path root;

    private record Emitted(String text, CheckpointedPosition position) {}

    @Test
    void readsTheFilesInOrderAndEndsEachLaneOnce() throws IOException {
        List<DeltaRow> first = DeltaRow.market(1, 12_000, "A", "B");
        List<DeltaRow> second = DeltaRow.market(2, 300, "B");
        write("2.parquet", first);
        write("10.parquet", second);
        List<Emitted> all = read(split(), BadFilePolicy.FAIL);
        assertThat(all).extracting(Emitted::text).hasSize(7);
        assertThat(all.get(4).text()).isEqualTo(file("10") + "\n" + text(second));
        assertThat(all.get(5).text()).isEqualTo("end of BINANCE:A");
        assertThat(all.get(6).text()).isEqualTo("end of BINANCE:B");
    }

    /** The ends of the lanes are positions like others: neither lost nor given twice. */
    @Test
    void continuesAfterEveryBatchAsIfItHadNotStopped() throws IOException {
        write("2.parquet", DeltaRow.market(1, 21_000, "A", "B", "C"));
        write("3.parquet", DeltaRow.market(2, 1, "C"));
        write("4.parquet", DeltaRow.market(3, 10_000, "B", "A"));
        LaneSplit split = split();
        List<Emitted> all = read(split, BadFilePolicy.FAIL);
        assertThat(all).hasSize(3 * 3 + 1 + 2 + 3);
        goesOnEverywhere(split, BadFilePolicy.FAIL, all);
    }

    /** A checkpoint may come between a lane's end and Flink's forgetting of the split. */
    @Test
    void aLaneIsUnfinishedUntilItsEndIsGiven() throws IOException {
        write("2.parquet", DeltaRow.market(1, 12_000, "A", "B", "C"));
        LaneSplit split = split();
        List<String> ended = new ArrayList<>();
        assertThat(split.unfinished()).hasSize(3);
        for (Emitted given : read(split, BadFilePolicy.FAIL)) {
            if (given.text().startsWith("end of ")) {
                ended.add(given.text());
            }
            assertThat(split.updateWithCheckpointedPosition(given.position()).unfinished())
                    .as(given.text())
                    .noneMatch(lane -> ended.contains("end of " + lane.id()))
                    .hasSize(3 - ended.size());
        }
        assertThat(ended).hasSize(3);
    }

    @Test
    void continuesInTheMiddleOfAChunkOfThousandsOfLanes() throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (int symbol = 0; symbol < 9_000; symbol++) {
            rows.add(DeltaRow.bid("S" + symbol, 1));
        }
        write("1.parquet", rows);
        LaneSplit split = split();
        List<Emitted> all = read(split, BadFilePolicy.FAIL);
        assertThat(all).hasSize(2 * rows.size());
        assertThat(all).extracting(Emitted::position).doesNotHaveDuplicates();
        for (int done : new int[] {0, 8_190, 8_191, 8_192, 8_999, 9_000, 17_191, 17_999}) {
            goesOn(split, BadFilePolicy.FAIL, all, done);
        }
    }

    @Test
    void givesNothingForChunksWithoutWantedRows() throws IOException {
        List<DeltaRow> rows = new ArrayList<>(DeltaRow.market(1, 15_000, "A"));
        rows.add(DeltaRow.bid("B", 1));
        write("1.parquet", rows);
        LaneSplit split = split("B");
        List<Emitted> all = read(split, BadFilePolicy.FAIL);
        assertThat(all).hasSize(2);
        goesOnEverywhere(split, BadFilePolicy.FAIL, all);
    }

    @Test
    void recordsASkippedFileInEachLaneWhereItStood() throws IOException {
        write("1.parquet", DeltaRow.market(1, 10, "A", "B"));
        Files.writeString(root.resolve("2.parquet"), "this is not Parquet");
        write("3.parquet", DeltaRow.market(1, 10, "A", "B"));
        LaneSplit split = splitOf(PlanFixture.of(root).skipBadFiles().plan());
        List<Emitted> all = read(split, BadFilePolicy.FAIL);
        String problem = "must be a Parquet file, but neither starts nor ends as one";
        assertThat(all.get(2).text()).isEqualTo("bad " + file("2") + " BINANCE:A " + problem);
        assertThat(all.get(3).text()).isEqualTo("bad " + file("2") + " BINANCE:B " + problem);
        assertThat(all.get(4).text()).startsWith(file("3"));
        goesOnEverywhere(split, BadFilePolicy.FAIL, all);
    }

    @Test
    void skipsTheRestOfAFileThatBreaksWhileItIsRead() throws IOException {
        Path broken =
                DeltaFileWriter.plain()
                        .withoutDictionary()
                        .rowsPerGroup(6_000)
                        .write(root.resolve("1.parquet"), DeltaRow.market(1, 30_000, "A", "B"));
        write("2.parquet", DeltaRow.market(2, 10, "A", "B"));
        LaneSplit split = split();
        FileTime modified = Files.getLastModifiedTime(broken);
        byte[] bytes = Files.readAllBytes(broken);
        for (int i = 0; i < 1_000; i++) {
            bytes[bytes.length / 2 + i] ^= 0x55;
        }
        Files.write(broken, bytes);
        Files.setLastModifiedTime(broken, modified);
        assertThatThrownBy(() -> read(split, BadFilePolicy.FAIL))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + broken + "] row group 2 cannot be decoded");
        List<Emitted> all = read(split, BadFilePolicy.SKIP);
        assertThat(all).hasSize(2 + 2 + 2 + 2);
        assertThat(all.get(2).text())
                .startsWith("bad " + broken + " BINANCE:A row group 2 cannot be decoded: ")
                .containsPattern("; rows from 10000 on left out \\([1-9]\\d*\\)$");
        assertThat(all.get(4).text()).startsWith(file("2"));
        goesOnEverywhere(split, BadFilePolicy.SKIP, all);
    }

    @Test
    void stopsAtAFileThatChangedSinceItWasPlanned() throws IOException {
        Path file = write("1.parquet", DeltaRow.market(1, 10, "A"));
        LaneSplit split = split();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        changed(split, file, "must stay as planned, size=");
        write("1.parquet", DeltaRow.market(1, 500, "A"));
        changed(split, file, "must stay as planned, size=");
        Files.delete(file);
        changed(split, file, "must stay as planned, but is missing; restore it");
    }

    /** Where changed bytes still decode, the time alone tells; rows may already be written then. */
    @Test
    void stopsAtAFileThatChangesWhileItIsRead() throws IOException {
        Path file = write("1.parquet", DeltaRow.market(1, 30_000, "A"));
        write("2.parquet", DeltaRow.market(1, 10, "A"));
        LaneSplit split = split();
        byte[] whole = Files.readAllBytes(file);
        FileTime modified = Files.getLastModifiedTime(file);
        for (BadFilePolicy policy : BadFilePolicy.values()) {
            for (int length : new int[] {whole.length, whole.length / 3, 0}) {
                Files.write(file, whole);
                Files.setLastModifiedTime(file, modified);
                try (Intake intake = intake();
                        LaneReader reader = open(split, policy, intake)) {
                    assertThat(reader.readBatch()).isNotNull();
                    Files.write(file, Arrays.copyOf(whole, length));
                    assertThatThrownBy(() -> readToTheEnd(reader))
                            .isInstanceOf(SuppressRestartsException.class)
                            .cause()
                            .isInstanceOf(BadInputException.class)
                            .hasMessageStartingWith("[" + file + "] must stay as planned, size=");
                }
            }
        }
    }

    private static void readToTheEnd(LaneReader reader) throws IOException {
        for (BulkFormat.RecordIterator<DeltaBatch> records = reader.readBatch();
                records != null;
                records = reader.readBatch()) {
            records.next();
        }
    }

    private static Intake intake() {
        return Intake.open(
                MemorySettings.of(0, Duration.ofSeconds(10)),
                new MetricListener().getMetricGroup());
    }

    private static void changed(LaneSplit split, Path file, String message) {
        for (BadFilePolicy policy : BadFilePolicy.values()) {
            assertThatThrownBy(() -> read(split, policy))
                    .isInstanceOf(SuppressRestartsException.class)
                    .cause()
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("[" + file + "] " + message);
        }
    }

    private static void goesOnEverywhere(LaneSplit split, BadFilePolicy policy, List<Emitted> all)
            throws IOException {
        for (int done = 0; done < all.size(); done++) {
            goesOn(split, policy, all, done);
        }
    }

    private static void goesOn(LaneSplit split, BadFilePolicy policy, List<Emitted> all, int done)
            throws IOException {
        CheckpointedPosition position = all.get(done).position();
        LaneSplit restored =
                SERIALIZER.deserialize(
                        SERIALIZER.getVersion(),
                        SERIALIZER.serialize(split.updateWithCheckpointedPosition(position)));
        assertThat(read(restored, policy))
                .as("restored at %s", position)
                .isEqualTo(all.subList(done + 1, all.size()));
    }

    private static List<Emitted> read(LaneSplit split, BadFilePolicy policy) throws IOException {
        List<Emitted> all = new ArrayList<>();
        try (Intake intake = intake();
                LaneReader reader = open(split, policy, intake)) {
            BulkFormat.RecordIterator<DeltaBatch> records = reader.readBatch();
            while (records != null) {
                for (RecordAndPosition<DeltaBatch> record = records.next();
                        record != null;
                        record = records.next()) {
                    all.add(
                            new Emitted(
                                    describe(record.getRecord()),
                                    new CheckpointedPosition(
                                            record.getOffset(), record.getRecordSkipCount())));
                }
                records.releaseBatch();
                records = reader.readBatch();
            }
            assertThat(reader.readBatch()).isNull();
        }
        return all;
    }

    private static LaneReader open(LaneSplit split, BadFilePolicy policy, Intake intake) {
        ReadingRules rules = new ReadingRules(policy, EventClock.EVENT);
        LaneFormat format =
                new LaneFormat(rules, ValueTypeInfo.DELTA_BATCH).with(intake, new ReachedEnds());
        Configuration none = new Configuration();
        return split.getReaderPosition().isPresent()
                ? format.restoreReader(none, split)
                : format.createReader(none, split);
    }

    private static String describe(DeltaBatch batch) {
        Lane lane = batch.lane();
        if (batch.isEndOfLane()) {
            return "end of " + lane.id();
        }
        if (batch.problem() != null) {
            return "bad " + batch.file() + " " + lane.id() + " " + batch.problem();
        }
        return batch.file() + "\n" + String.join("\n", DeltaText.of(List.of(batch)));
    }

    private LaneSplit split(String... symbols) {
        return splitOf(PlanFixture.of(root).symbols(symbols).plan());
    }

    private static LaneSplit splitOf(LanePlan plan) {
        List<LaneGroup> groups = plan.groups();
        assertThat(groups).hasSize(1);
        return new LaneSplit(groups.get(0), null);
    }

    private Path write(String name, List<DeltaRow> rows) {
        return DeltaFileWriter.plain().rowsPerGroup(700).write(root.resolve(name), rows);
    }

    private String file(String stem) {
        return root.resolve(stem + ".parquet").toString();
    }

    private static String text(List<DeltaRow> rows) {
        return String.join("\n", DeltaText.expected(rows, 0));
    }
}
