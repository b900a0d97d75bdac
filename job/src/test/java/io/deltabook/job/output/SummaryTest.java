// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.DatasetWriter;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {
    private static final ParquetSettings SETTINGS = new ParquetSettings("zstd", 1 << 20);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path output;

    @Test
    void theManifestTellsEveryFactOfAFile() throws IOException {
        EventBatch batch = Lanes.deltas(Lanes.lane("BTC"), Lanes.HOUR, 7, 3);
        batch.appendTrade(
                EventHour.NANOS * Lanes.HOUR + 999_999_999,
                Missing.TIME,
                BookState.LIVE,
                1,
                Side.BID,
                1,
                1);
        Path file = events("f.parquet", batch);
        CRC32C checksum = new CRC32C();
        checksum.update(Files.readAllBytes(file));

        Summary.writeFor(output, null);

        assertThat(manifest())
                .containsExactly(
                        MAPPER.readTree(
                                """
                                {"path":
                                 "events/exchange=BINANCE/symbol=BTC/date=2024-08-06/hour=23/f.parquet",
                                 "exchange": "BINANCE", "symbol": "BTC",
                                 "hour": "2024-08-06T23:00:00Z", "schema_version": 2,
                                 "rows": 4, "bytes": %d,
                                 "first_event_seq": 7, "last_event_seq": 10,
                                 "first_event_timestamp": "2024-08-06T23:00:00Z",
                                 "last_event_timestamp": "2024-08-06T23:00:00.999999999Z",
                                 "first_event_timestamp_ns": 1722985200000000000,
                                 "last_event_timestamp_ns": 1722985200999999999,
                                 "event_types": {"TRADE": 1, "BOOK_SNAPSHOT": 0, "BOOK_DELTA": 3},
                                 "crc32c": "%s"}
                                """
                                        .formatted(
                                                Files.size(file),
                                                HexFormat.of()
                                                        .toHexDigits((int) checksum.getValue()))));
    }

    @Test
    void theManifestIsInTheOrderOfLanesHoursAndEvents() throws IOException {
        // File names and folders in another order than the events.
        events("z.parquet", Lanes.deltas(Lanes.lane("B"), Lanes.HOUR + 1, 5, 1));
        events("y.parquet", Lanes.deltas(Lanes.lane("B"), Lanes.HOUR, 0, 2));
        events("b.parquet", Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 1, 1));
        events("a.parquet", Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 10, 1));
        events("c.parquet", Lanes.deltas(Lanes.lane("A", "Z", 8, 8), Lanes.HOUR, 0, 1));

        Summary summary = Summary.writeFor(output, null);

        assertThat(manifest())
                .extracting(line -> line.get("exchange").asText() + line.get("first_event_seq"))
                .containsExactly("A0", "BINANCE1", "BINANCE10", "BINANCE0", "BINANCE5");
        assertThat(summary.manifest().files()).isEqualTo(5);
        assertThat(summary.manifest().rows()).isEqualTo(6);
        assertThat(summary.manifest().hours()).isEqualTo(4);
        assertThat(summary.manifest().bytes()).isPositive();
    }

    @Test
    void filesInProgressAndHiddenOnesAreNotCommitted() throws IOException {
        Path file = events("f.parquet", Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 0, 1));
        Files.writeString(file.resolveSibling(".f2.parquet.inprogress.0"), "x");
        Files.writeString(file.resolveSibling(".f3.parquet"), "x");
        Files.writeString(file.resolveSibling("_f4.parquet"), "x");
        Files.writeString(file.resolveSibling("f5.txt"), "x");
        Path hidden = Files.createDirectory(output.resolve("events/_temporary"));
        Files.writeString(hidden.resolve("f6.parquet"), "x");

        assertThat(Summary.writeFor(output, null).manifest().files()).isEqualTo(1);
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Path file = events("f.parquet", Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 0, 1));
        Files.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> Manifest.scan(output))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[%s] must be a whole Parquet file: ".formatted(file));
    }

    @Test
    void theSummaryShowsLanesAndTotals() throws IOException {
        LaneCounters one = new LaneCounters();
        one.add(Counter.ROWS_IN, 100);
        one.add(Counter.DELTA_EVENTS, 95);
        one.add(Counter.REJECTED_ROWS, 5);
        one.add(Counter.MESSAGES, 8);
        one.add(Counter.GAPS, 2);
        one.add(Counter.GAPS_1_10, 1);
        one.add(Counter.GAPS_OVER_1000, 1);
        one.add(Counter.LARGEST_GAP, 1_500);
        one.addRefused(RefusalReason.BEHIND, 3);
        one.addTime(BookState.LIVE, 7_000);
        LaneCounters other = new LaneCounters();
        other.add(Counter.ROWS_IN, 10);
        other.add(Counter.MESSAGES, 2);
        other.add(Counter.LARGEST_GAP, 4);
        Lane clean = new Lane(new LaneId("A", "x/y"), "k", SequenceMode.MONOTONIC, 8, 8);
        statistics(new LaneStatistics(Lanes.lane("B"), one, 55, 0, 97));
        statistics(new LaneStatistics(clean, other, Missing.ID, 0, 0));
        rejects(reject(), reject());

        Summary summary = Summary.writeFor(output, attempt());

        JsonNode json = MAPPER.readTree(output.resolve("summary.json").toFile());
        assertThat(json.at("/lanes/0/symbol").asText()).isEqualTo("x/y");
        assertThat(json.at("/lanes/0/verdict").asText()).isEqualTo("clean");
        assertThat(json.at("/lanes/0/last_update_id").isNull()).isTrue();
        assertThat(json.at("/lanes/0/unaccounted_rows").asLong()).isEqualTo(10);
        assertThat(json.at("/lanes/1/mode").asText()).isEqualTo("range");
        assertThat(json.at("/lanes/1/events").asLong()).isEqualTo(97);
        assertThat(json.at("/lanes/1/last_update_id").asLong()).isEqualTo(55);
        assertThat(json.at("/lanes/1/gap_ratio").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/lanes/1/unaccounted_rows").asLong()).isZero();
        assertThat(json.at("/totals"))
                .isEqualTo(MAPPER.readTree(getClass().getResource("/report/totals.json")));
        assertThat(json.at("/output/rejects/rows").asLong()).isEqualTo(2);
        assertThat(json.at("/output/events/files").asLong()).isZero();
        assertThat(json.at("/attempt"))
                .isEqualTo(
                        MAPPER.readTree(
                                """
                                {"rows_in": 110, "rows_per_second": 220.0,
                                 "wall_time_seconds": 0.5, "job_time_seconds": 0.4, "peak_memory_bytes": 1000000,
                                 "checkpoints": {"completed": 4, "failed": 1, "average_bytes": 1000,
                                  "largest_bytes": 2000, "average_seconds": 0.02,
                                  "longest_seconds": 0.05, "share_of_job_time": 0.2}, "warnings": []}
                                """));
        assertThat(summary.lanes())
                .filteredOn(lane -> !lane.counters().isBalanced())
                .extracting(LaneReport::lane)
                .containsExactly(clean.id());
        assertThat(summary.totals().value(Counter.ROWS_IN)).isEqualTo(110);
    }

    private static Attempt attempt() {
        return new Attempt(
                110,
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                1_000_000,
                new CheckpointCost(
                        4, 1, 1_000, 2_000, Duration.ofMillis(20), Duration.ofMillis(50)));
    }

    @Test
    void bothCanBeRebuiltWithTheSameContent() throws IOException {
        events("f.parquet", Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 0, 1));
        statistics(new LaneStatistics(Lanes.lane("A"), new LaneCounters(), 1, 0, 1));
        Summary.writeFor(output, null);
        String manifest = Files.readString(output.resolve("manifest.jsonl"));
        String summary = Files.readString(output.resolve("summary.json"));

        Summary.writeFor(output, null);

        assertThat(output.resolve("manifest.jsonl")).hasContent(manifest);
        assertThat(output.resolve("summary.json")).hasContent(summary);
        assertThat(summary).doesNotContain("attempt");
        try (java.util.stream.Stream<Path> left = Files.list(output)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "events", "statistics", "manifest.jsonl", "summary.json");
        }
    }

    @Test
    void anOutputWithoutFilesHasAnEmptySummary() throws IOException {
        Summary summary = Summary.writeFor(output, null);

        assertThat(summary.lanes()).isEmpty();
        assertThat(output.resolve("manifest.jsonl")).isEmptyFile();
        JsonNode json = MAPPER.readTree(output.resolve("summary.json").toFile());
        assertThat(json.at("/totals/rows_in").asLong()).isZero();
        assertThat(json.at("/totals/verdict").isNull()).isTrue();
    }

    private static Reject reject() {
        return new Reject(
                new LaneId("E", "S"),
                InputTable.DELTAS,
                "f",
                0,
                RejectReason.NULL_PRICE,
                1,
                1,
                null,
                null,
                null);
    }

    private List<JsonNode> manifest() throws IOException {
        return Files.readAllLines(output.resolve("manifest.jsonl")).stream()
                .map(
                        line -> {
                            try {
                                return MAPPER.readTree(line);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        })
                .toList();
    }

    private Path events(String name, EventBatch batch) throws IOException {
        Path folder =
                output.resolve("events")
                        .resolve(HivePath.of(batch.lane().id()))
                        .resolve(EventHour.path(batch.hour()));
        Path file = Files.createDirectories(folder).resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, SETTINGS);
            writer.write(batch);
            writer.finish();
        }
        return file;
    }

    private void statistics(LaneStatistics statistics) throws IOException {
        write(new StatisticsDataset(), List.of(statistics));
    }

    private void rejects(Reject... rejects) throws IOException {
        write(new RejectDataset(), List.of(rejects));
    }

    private <T> void write(Dataset<T> dataset, List<T> elements) throws IOException {
        Path folder =
                output.resolve(dataset.folder())
                        .resolve(HivePath.of(dataset.lane(elements.get(0))));
        Path file = Files.createDirectories(folder).resolve("f.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            DatasetWriter<T> writer = new DatasetWriter<>(dataset, out, SETTINGS);
            for (T element : elements) {
                writer.write(element);
            }
            writer.finish();
        }
    }
}
