// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.output.Attempt;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.dataset.DatasetWriter;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.event.write.ColumnQuoteBatchWriter;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.statistics.Period;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An output whose hours lie in parts, made without a run, and what can be asked of it. */
final class PartedOutput {
    static final ParquetSettings PARQUET = new ParquetSettings("zstd", 32 << 20);

    private static final List<String> DATASETS = List.of("events", "quotes", "periods");

    private final Path folder;
    private final Map<Lane, Long> nextSeq = new TreeMap<>(Comparator.comparing(Lane::id));
    private int parts;

    PartedOutput(Path folder) throws IOException {
        this.folder = folder;
        OutputFolder.claim(folder, "run", "fingerprint", List.of(), null);
    }

    /** Two lanes; hours of five, one and three parts, and one of two; random rows. */
    static PartedOutput random(Path folder, long seed) throws IOException {
        Random random = new Random(seed);
        PartedOutput output = new PartedOutput(folder);
        Lane one = Lanes.lane("BINANCE", "BTC-USDT", 2, 8);
        Lane two = Lanes.lane("OKX", "a/b", 12, 0);
        for (int part = 0; part < 5; part++) {
            output.part(one, Lanes.HOUR, random, 1 + random.nextInt(3), 200);
        }
        output.part(one, Lanes.HOUR + 1, random, 2, 100);
        for (int part = 0; part < 3; part++) {
            output.part(one, Lanes.HOUR + 2, random, 1, 1 + random.nextInt(10));
            output.part(two, Lanes.HOUR, random, 2, 50);
        }
        return output.reported();
    }

    /**
     * Hours of three parts, of one, and of two of another lane; an hour of three parts of quotes,
     * one of one, and a lane with three parts of periods; a few rows each.
     */
    static PartedOutput small(Path folder) throws IOException {
        Random random = new Random(11);
        PartedOutput output = new PartedOutput(folder);
        Lane one = Lanes.lane("BTC-USDT");
        Lane two = Lanes.lane("ETH-USDT");
        for (int part = 0; part < 3; part++) {
            output.part(one, Lanes.HOUR, random, 1, 3);
        }
        output.part(one, Lanes.HOUR + 1, random, 1, 3);
        output.part(two, Lanes.HOUR, random, 1, 3);
        output.part(two, Lanes.HOUR, random, 1, 3);
        for (int part = 0; part < 3; part++) {
            output.quotes(one, Lanes.HOUR, random, 10L * part, 4);
            output.periods(two, 10L * part, 2);
        }
        output.quotes(two, Lanes.HOUR, random, 0, 4);
        return output.reported();
    }

    /** Adds a part of random rows, with this many row groups. */
    Path part(Lane lane, long hour, Random random, int rowGroups, int rows) throws IOException {
        List<EventBatch> batches = new ArrayList<>();
        long seq = nextSeq.getOrDefault(lane, 0L);
        for (int i = 0; i < rowGroups; i++) {
            batches.add(Lanes.random(random, lane, hour, seq, rows, 30));
            seq += rows;
        }
        return part(lane, hour, batches);
    }

    /** Adds a part; a row group for each batch. */
    Path part(Lane lane, long hour, List<EventBatch> batches) throws IOException {
        Path part =
                hour(lane, hour).resolve("events-%02d-%d.parquet".formatted(parts % 7, parts++));
        Files.createDirectories(part.getParent());
        try (OutputStream out = Files.newOutputStream(part)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, PARQUET);
            for (EventBatch batch : batches) {
                writer.write(batch);
                writer.flushRowGroup();
                nextSeq.put(lane, batch.firstSeq() + batch.size());
            }
            writer.finish();
        }
        return part;
    }

    /** Adds a part of random quotes. */
    Path quotes(Lane lane, long hour, Random random, long firstSeq, int rows) throws IOException {
        QuoteBatch batch = new QuoteBatch(lane, hour, rows);
        for (int row = 0; row < rows; row++) {
            batch.append(
                    firstSeq + row,
                    hour * EventHour.NANOS + row,
                    random.nextBoolean() ? Missing.TIME : hour * EventHour.NANOS,
                    random.nextBoolean() ? Missing.ID : random.nextInt(100),
                    quote(random));
        }
        Path part = part(hour("quotes", lane, hour));
        try (OutputStream out = Files.newOutputStream(part)) {
            BatchWriter<QuoteBatch> writer = ColumnQuoteBatchWriter.open(out, PARQUET);
            writer.write(batch);
            writer.finish();
        }
        return part;
    }

    private static QuoteBatch.Quote quote(Random random) {
        boolean hasBid = random.nextInt(4) > 0;
        boolean hasAsk = random.nextInt(4) > 0;
        return new QuoteBatch.Quote(
                hasBid,
                hasBid ? 1 + random.nextInt(1_000_000) : 0,
                hasBid ? 1 + random.nextInt(1_000_000) : 0,
                hasAsk,
                hasAsk ? 1 + random.nextInt(1_000_000) : 0,
                hasAsk ? 1 + random.nextInt(1_000_000) : 0,
                BookState.values()[random.nextInt(BookState.values().length)],
                random.nextBoolean());
    }

    /** Adds a part of periods of one event each. */
    Path periods(Lane lane, long firstSeq, int rows) throws IOException {
        Path part = part(folder.resolve("periods").resolve(HivePath.of(lane.id())));
        try (OutputStream out = Files.newOutputStream(part)) {
            DatasetWriter<Period> writer = new DatasetWriter<>(new PeriodDataset(), out, PARQUET);
            for (long seq = firstSeq; seq < firstSeq + rows; seq++) {
                boolean isFirst = seq == 0;
                writer.write(
                        new Period(
                                lane.id(),
                                seq,
                                seq,
                                Lanes.HOUR * EventHour.NANOS + seq,
                                Lanes.HOUR * EventHour.NANOS + seq + 1,
                                seq % 2 == 0 ? BookState.WAITING : BookState.LIVE,
                                isFirst ? null : seq % 2 == 0 ? "GAP" : "RESYNC",
                                seq,
                                seq % 2));
            }
            writer.finish();
        }
        return part;
    }

    private Path part(Path of) throws IOException {
        Path part = of.resolve("part-%02d-%d.parquet".formatted(parts % 7, parts++));
        Files.createDirectories(part.getParent());
        return part;
    }

    Path hour(Lane lane, long hour) {
        return hour("events", lane, hour);
    }

    private Path hour(String dataset, Lane lane, long hour) {
        return folder.resolve(dataset)
                .resolve(HivePath.of(lane.id()))
                .resolve(EventHour.path(hour));
    }

    /** Writes manifest and summary, as a run does at its end. */
    PartedOutput reported() throws IOException {
        Duration time = Duration.ofSeconds(3);
        Summary.writeFor(folder, new Attempt(7, time, time, 1, CheckpointCost.NONE));
        return this;
    }

    Path folder() {
        return folder;
    }

    /** Number of visible files by folder. */
    static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        for (String dataset : DATASETS) {
            for (Path file : DataFiles.below(folder.resolve(dataset))) {
                files.merge(folder.relativize(file.getParent()).toString(), 1L, Long::sum);
            }
        }
        return files;
    }

    /** Both outputs have the same rows in the same folders, as DuckDB reads them. */
    static void assertSameRows(Path one, Path other) {
        String left = rowsWithFolders(one);
        String right = rowsWithFolders(other);
        DuckDb.assertRows(
                "(%s except all %s) union all (%s except all %s)"
                        .formatted(left, right, right, left));
        assertThat(
                        DuckDb.value(
                                """
                                select count(*) from (
                                    select event_seq, lag(event_seq) over (
                                        partition by filename order by file_row_number) as previous
                                    from read_parquet('%s/events/**/*.parquet',
                                        filename = true, file_row_number = true))
                                where previous >= event_seq
                                """
                                        .formatted(other)))
                .isEqualTo("0");
    }

    private static String rowsWithFolders(Path output) {
        return "select * from read_parquet('%s/events/**/*.parquet', hive_partitioning = true)"
                .formatted(output);
    }

    /** A digest of the rows of each folder. */
    static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String dataset : DATASETS) {
            for (Map.Entry<String, List<Path>> hour : hours(folder, dataset).entrySet()) {
                digests.put(hour.getKey(), content(dataset, hour.getValue()).digest());
            }
        }
        return digests;
    }

    private static FileContent content(String dataset, List<Path> files) throws IOException {
        return switch (dataset) {
            case "events" -> FileContent.ofEvents(files);
            case "quotes" -> FileContent.ofQuotes(files);
            default -> FileContent.ofPeriods(files);
        };
    }

    /** The visible files of each folder in the order of their rows. */
    private static Map<String, List<Path>> hours(Path folder, String dataset) throws IOException {
        Map<Path, Long> first = new HashMap<>();
        Map<String, List<Path>> hours = new TreeMap<>();
        for (Path file : DataFiles.below(folder.resolve(dataset))) {
            String seq = dataset.equals("periods") ? "from_seq" : "event_seq";
            first.put(file, EventFileFacts.smallest(file, seq));
            String hour = folder.relativize(file.getParent()).toString();
            hours.computeIfAbsent(hour, name -> new ArrayList<>()).add(file);
        }
        hours.values().forEach(files -> files.sort(Comparator.comparing(first::get)));
        return hours;
    }
}
