// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.EventRecords;
import io.deltabook.job.parquet.testing.EventText;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.time.EventHour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnEventBatchWriterTest {
    private static final ParquetSettings SETTINGS = new ParquetSettings("zstd", 1 << 20);

    @TempDir Path folder;

    @Test
    void duckDbReadsEveryColumnOfEveryKindOfRow() throws IOException {
        Path file = write(SETTINGS, List.of(everyKindOfRow()));

        assertThat(EventText.ofFile(file))
                .containsExactly(
                        "41|1722985200000000001|BOOK_DELTA|1722985200000000011|7|null|null|null|null|null|null|null|null"
                                + "|ASK|60000.120000000000000000|0.000000000000000000|false|WAITING"
                                + "|null|null|null|null",
                        "42|1722985200999999999|BOOK_DELTA|null|null|null|null|null|null|null|null|null"
                                + "|null|BID|0.010000000000000000|0.290000000000000000|true|SUSPECT"
                                + "|null|null|null|null",
                        "43|1722985200000000002|TRADE|1722985200000000012|null|5|60000.130000000000000000"
                                + "|0.000000010000000000|SELL|null|null|null|null|null|null|null|null"
                                + "|LIVE|null|null|null|null",
                        "44|1722985200000000003|TRADE|1722985200000000013|null|null"
                                + "|92233720368547758.070000000000000000|0.000000000000000000|BUY|null"
                                + "|null|null|null|null|null|null|null|LIVE|null|null|null|null",
                        "45|1722985200000000004|BOOK_SNAPSHOT|1722985200000000014|8|null|null|null|null"
                                + "|2.000000000000000000:0.000000030000000000,"
                                + "1.000000000000000000:0.000000040000000000||true|RESYNC|null|null"
                                + "|null|null|LIVE|2|0|2|0",
                        "46|1722985200000000005|BOOK_SNAPSHOT|null|null|null|null|null|null|"
                                + "|3.000000000000000000:92233720368.547758070000000000|false|CLOSING"
                                + "|null|null|null|null|SUSPECT|0|1|0|1");
    }

    private static EventBatch everyKindOfRow() {
        Lane lane = Lanes.lane("BINANCE", "BTC-USDT", 2, 8);
        long start = EventHour.NANOS * Lanes.HOUR;
        EventBatch batch = new EventBatch(lane, Lanes.HOUR, 41, 4);
        batch.appendDelta(
                start + 1, start + 11, BookState.WAITING, 7, Side.ASK, 6_000_012, 0, false);
        batch.appendDelta(
                start + 999_999_999,
                Missing.TIME,
                BookState.SUSPECT,
                Missing.ID,
                Side.BID,
                1,
                29_000_000,
                true);
        batch.appendTrade(start + 2, start + 12, BookState.LIVE, 5, Side.ASK, 6_000_013, 1);
        batch.appendTrade(
                start + 3, start + 13, BookState.LIVE, Missing.ID, Side.BID, Long.MAX_VALUE, 0);
        batch.appendSnapshot(
                start + 4,
                start + 14,
                BookState.LIVE,
                8,
                new EventBatch.Snapshot(
                        4,
                        SnapshotKind.RESYNC,
                        2,
                        0,
                        2,
                        0,
                        new long[] {200, 100},
                        new long[] {3, 4},
                        new long[0],
                        new long[0]));
        batch.appendSnapshot(
                start + 5,
                Missing.TIME,
                BookState.SUSPECT,
                Missing.ID,
                new EventBatch.Snapshot(
                        5,
                        SnapshotKind.CLOSING,
                        0,
                        1,
                        0,
                        1,
                        new long[0],
                        new long[0],
                        new long[] {300},
                        new long[] {Long.MAX_VALUE}));
        return batch;
    }

    @Test
    void duckDbSeesTheContractsTypes() throws IOException {
        Path file = write(SETTINGS, List.of(Lanes.deltas(Lanes.lane("X"), Lanes.HOUR, 0, 3)));

        assertThat(
                        DuckDb.rows(
                                "select column_name, column_type from (describe from '%s')"
                                        .formatted(file)))
                .contains(
                        "event_seq|BIGINT",
                        "event_timestamp|TIMESTAMP_NS",
                        "event_type|VARCHAR",
                        "arrival_timestamp|TIMESTAMP_NS",
                        "trade_price|DECIMAL(38,18)",
                        "bids|STRUCT(price DECIMAL(38,18), quantity DECIMAL(38,18))[]",
                        "is_snapshot|BOOLEAN",
                        "certified_asks|INTEGER")
                .hasSize(22);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
    void twoIndependentReadersReturnRandomBatchesRowByRow(String codec) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Lane lane = Lanes.lane("E", "S", random.nextInt(19), random.nextInt(19));
        List<EventBatch> batches = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        long seq = random.nextInt(1_000);
        for (int i = 0; i < 20; i++) {
            EventBatch batch = Lanes.random(random, lane, Lanes.HOUR, seq, random.nextInt(400), 60);
            seq += batch.size() + random.nextInt(2);
            batches.add(batch);
            expected.addAll(EventText.of(batch));
        }

        Path file = write(new ParquetSettings(codec, 64 * 1024), batches);

        assertThat(EventText.ofFile(file)).as("seed=%d", seed).isEqualTo(expected);
        assertThat(EventRecords.text(file)).as("seed=%d", seed).isEqualTo(expected);
        assertThat(footer(file).getBlocks()).as("seed=%d", seed).hasSizeGreaterThan(3);
    }

    @Test
    void theFooterSaysWhoseFileItIs() throws IOException {
        Lane lane = Lanes.lane("OKX", "a/b", 8, 8);
        EventBatch batch = Lanes.deltas(lane, Lanes.HOUR, 0, 5);
        batch.appendTrade(0, Missing.TIME, BookState.LIVE, 1, Side.BID, 1, 1);

        ParquetMetadata footer = footer(write(SETTINGS, List.of(batch)));

        assertThat(footer.getFileMetaData().getKeyValueMetaData())
                .containsEntry("deltabook.schema.version", "2")
                .containsEntry("deltabook.exchange", "OKX")
                .containsEntry("deltabook.symbol", "a/b")
                .containsEntry("deltabook.writer.version", "development")
                .containsEntry("deltabook.rows.trade", "1")
                .containsEntry("deltabook.rows.book_delta", "5")
                .containsEntry("deltabook.rows.book_snapshot", "0");
    }

    @Test
    void rowGroupsStayBelowTheirSizeAndCarryStatistics() throws IOException {
        Lane lane = Lanes.lane("S");
        Random random = new Random(3);
        List<EventBatch> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            // Deltas, then deep snapshots: the average row says nothing about the next one.
            batches.add(Lanes.deltas(lane, Lanes.HOUR, i * 10_000L, 9_000));
            batches.add(Lanes.random(random, lane, Lanes.HOUR, i * 10_000L + 9_000, 50, 2_000));
        }
        long limit = 256 * 1024;

        ParquetMetadata footer = footer(write(new ParquetSettings("uncompressed", limit), batches));

        assertThat(footer.getBlocks()).hasSizeGreaterThan(5);
        long nextSeq = 0;
        for (BlockMetaData block : footer.getBlocks()) {
            assertThat(block.getCompressedSize()).isLessThanOrEqualTo(limit);
            LongStatistics seq = (LongStatistics) block.getColumns().get(0).getStatistics();
            assertThat(seq.getMin()).isGreaterThanOrEqualTo(nextSeq);
            assertThat(seq.getMax() - seq.getMin() + 1).isGreaterThanOrEqualTo(block.getRowCount());
            nextSeq = seq.getMax() + 1;
            assertThat(block.getColumns()).allMatch(column -> !column.getStatistics().isEmpty());
        }
    }

    @Test
    void countsWhatIsBufferedFromAboveAndWhatIsWrittenExactly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, SETTINGS);
        writer.write(Lanes.deltas(Lanes.lane("S"), Lanes.HOUR, 0, 1_000));
        long before = writer.bytesWritten();
        long buffered = writer.bufferedBytes();

        writer.flushRowGroup();

        assertThat(writer.bytesWritten() - before).isPositive().isLessThanOrEqualTo(buffered);
        assertThat(writer.bufferedBytes()).isZero();
        assertThat(out.size()).isEqualTo((int) writer.bytesWritten());
        writer.finish();
        assertThat(out.size()).isEqualTo((int) writer.bytesWritten());
    }

    @Test
    void aRowGroupFlushedEarlyLosesNothing() throws IOException {
        Lane lane = Lanes.lane("S");
        EventBatch first = Lanes.deltas(lane, Lanes.HOUR, 0, 10);
        EventBatch second = Lanes.deltas(lane, Lanes.HOUR, 10, 10);
        Path file = folder.resolve("early.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, SETTINGS);
            writer.write(first);
            writer.flushRowGroup();
            writer.flushRowGroup();
            writer.write(second);
            writer.finish();
        }

        List<String> expected = new ArrayList<>(EventText.of(first));
        expected.addAll(EventText.of(second));
        assertThat(EventText.ofFile(file)).isEqualTo(expected);
        assertThat(footer(file).getBlocks()).hasSize(2);
    }

    @Test
    void leavesTheStreamOpen() throws IOException {
        boolean[] closed = new boolean[1];
        OutputStream out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, SETTINGS);
        writer.write(Lanes.deltas(Lanes.lane("S"), Lanes.HOUR, 0, 1));
        writer.finish();

        assertThat(closed[0]).isFalse();
    }

    @Test
    void refusesAnotherLaneAndAStepBack() throws IOException {
        BatchWriter<EventBatch> writer =
                ColumnEventBatchWriter.open(OutputStream.nullOutputStream(), SETTINGS);
        writer.write(Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 10, 10));

        assertThatThrownBy(() -> writer.write(Lanes.deltas(Lanes.lane("B"), Lanes.HOUR, 20, 1)))
                .hasMessage("a file must hold one lane, but holds BINANCE:A and gets BINANCE:B");
        assertThatThrownBy(() -> writer.write(Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 19, 1)))
                .hasMessage("event_seq of a file must increase, but 19 follows 19 lane=BINANCE:A");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> new ParquetSettings("brotli", 1 << 20))
                .hasMessageContaining("sink.compression must be one of [zstd,")
                .hasMessageEndingWith("but was brotli");
        assertThatThrownBy(() -> new ParquetSettings("zstd", 1_000))
                .hasMessageContaining("sink.row-group-size must be 65536..")
                .hasMessageEndingWith("but was 1000");
    }

    private Path write(ParquetSettings settings, List<EventBatch> batches) throws IOException {
        Path file = Files.createTempFile(folder, "events", ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, settings);
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return file;
    }

    private static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFooter();
        }
    }
}
