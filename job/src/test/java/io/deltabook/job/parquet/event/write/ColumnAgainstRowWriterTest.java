// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.apache.parquet.filter2.predicate.FilterApi.longColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.ltEq;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.EventFooters;
import io.deltabook.job.parquet.testing.EventRecords;
import io.deltabook.job.parquet.testing.EventText;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.MarketEvents;
import io.deltabook.job.parquet.testing.PageIndexes;
import io.deltabook.job.parquet.testing.RandomEvents;
import io.deltabook.job.parquet.testing.RowEventBatchWriter;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.time.EventHour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's writer compared with the plain one, through independent readers. */
@Tag("slow")
final class ColumnAgainstRowWriterTest {
    private static final long START = EventHour.NANOS * Lanes.HOUR;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
    void randomBatchesReadTheSameWithEveryCodec(String codec) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        assertSameRowsAndFooters(codec, seed, random, RandomEvents.lane(random), 12, 500);
    }

    @RepeatedTest(3)
    void randomLongerBatchesReadTheSame() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        assertSameRowsAndFooters("zstd", seed, random, RandomEvents.lane(random), 10, 2_000);
    }

    @RepeatedTest(3)
    void wideDecimalsReadTheSame() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        assertSameRowsAndFooters("zstd", seed, random, RandomEvents.wideLane(), 10, 1_000);
    }

    private void assertSameRowsAndFooters(
            String codec, long seed, Random random, Lane lane, int batches, int rows)
            throws IOException {
        RandomEvents events = new RandomEvents(random, lane);
        List<EventBatch> written = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            EventBatch batch = events.next(1 + random.nextInt(rows));
            written.add(batch);
            expected.addAll(EventText.of(batch));
        }
        ParquetSettings settings =
                new ParquetSettings(codec, random.nextBoolean() ? 64 * 1024 : 1 << 22);

        Path byColumn = write(ColumnEventBatchWriter::open, settings, written);
        Path byRow = write(RowEventBatchWriter::open, settings, written);

        assertThat(EventText.ofFile(byColumn)).as("seed=%d", seed).isEqualTo(expected);
        assertThat(EventRecords.text(byColumn)).as("seed=%d", seed).isEqualTo(expected);
        assertThat(EventRecords.text(byRow)).as("seed=%d", seed).isEqualTo(expected);
        assertThat(EventFooters.columns(byColumn))
                .as("seed=%d", seed)
                .isEqualTo(EventFooters.columns(byRow));
        assertThat(keyValues(byColumn)).as("seed=%d", seed).isEqualTo(keyValues(byRow));
        assertThat(PageIndexes.faults(byColumn, EventRecords.groups(byColumn, FilterCompat.NOOP)))
                .as("seed=%d", seed)
                .singleElement()
                .asString()
                .endsWith(" pages");
    }

    @Test
    void manyPagesOfRealShapeAgreeRowByRowAndPageByPage() throws IOException {
        List<EventBatch> batches = MarketEvents.market(20, 10_000, 2_000);
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);
        Path byColumn = write(ColumnEventBatchWriter::open, settings, batches);
        Path byRow = write(RowEventBatchWriter::open, settings, batches);

        assertSameRows(byColumn, byRow);
        assertThat(PageIndexes.faults(byColumn, EventRecords.groups(byColumn, FilterCompat.NOOP)))
                .singleElement()
                .asString()
                .matches("[0-9]{2,} pages");
        assertThat(Files.size(byColumn)).isLessThanOrEqualTo(Files.size(byRow));
    }

    @Test
    void numbersThatNeverRecurLeaveTheDictionaryInTheMiddle() throws IOException {
        List<EventBatch> batches = new ArrayList<>(MarketEvents.market(10, 10_000, 500));
        batches.addAll(MarketEvents.unique(Lanes.lane("S"), 100_000, 20, 5_000));
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);

        Path byColumn = write(ColumnEventBatchWriter::open, settings, batches);

        assertSameRows(byColumn, write(RowEventBatchWriter::open, settings, batches));
        assertThat(encodings(byColumn, EventSchema.DELTA_QUANTITY))
                .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
        assertThat(PageIndexes.faults(byColumn, EventRecords.groups(byColumn, FilterCompat.NOOP)))
                .hasSize(1);
    }

    @Test
    void aFullDictionaryOfManyRowsBeginsANewRowGroup() throws IOException {
        List<EventBatch> batches = MarketEvents.market(40, 10_000, 50_000);
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);

        Path byColumn = write(ColumnEventBatchWriter::open, settings, batches);

        assertSameRows(byColumn, write(RowEventBatchWriter::open, settings, batches));
        List<BlockMetaData> blocks = EventFooters.read(byColumn).getBlocks();
        assertThat(blocks).hasSizeGreaterThan(1);
        assertThat(blocks.get(0).getRowCount()).isGreaterThanOrEqualTo(3L * EventColumns.PAGE_ROWS);
    }

    @Test
    void snapshotsOfTwentyThousandLevelsAndEmptySidesAgree() throws IOException {
        Random random = new Random(9);
        List<EventBatch> batches = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            EventBatch batch = new EventBatch(Lanes.lane("S"), Lanes.HOUR, i * 10L, 8);
            MarketEvents.addSnapshot(batch, random, 20_000, 0);
            MarketEvents.addSnapshot(batch, random, 0, 0);
            MarketEvents.addSnapshot(batch, random, 1, 20_000);
            batch.appendDelta(START, START + i, BookState.LIVE, i, Side.BID, 5, 5, true);
            MarketEvents.addSnapshot(batch, random, 20_000, 20_000);
            batches.add(batch);
        }
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);
        Path byColumn = write(ColumnEventBatchWriter::open, settings, batches);
        Path byRow = write(RowEventBatchWriter::open, settings, batches);

        assertSameRows(byColumn, byRow);
        assertThat(EventFooters.columns(byColumn)).isEqualTo(EventFooters.columns(byRow));
        assertThat(PageIndexes.faults(byColumn, EventRecords.groups(byColumn, FilterCompat.NOOP)))
                .hasSize(1);
    }

    @Test
    void filtersThatSkipPagesFindTheSameRows() throws IOException {
        List<EventBatch> batches = MarketEvents.market(20, 10_000, 2_000);
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);
        Path byColumn = write(ColumnEventBatchWriter::open, settings, batches);
        Path byRow = write(RowEventBatchWriter::open, settings, batches);
        byte[] price = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(1_005, Decimal128Bytes.factor(8), price, 0);
        List<FilterPredicate> predicates =
                List.of(
                        and(
                                gtEq(longColumn(EventSchema.EVENT_SEQ), 150_000L),
                                ltEq(longColumn(EventSchema.EVENT_SEQ), 150_100L)),
                        eq(longColumn(EventSchema.UPDATE_ID), 5_001L),
                        eq(binaryColumn(EventSchema.EVENT_TYPE), Binary.fromString("TRADE")),
                        eq(
                                binaryColumn(EventSchema.DELTA_PRICE),
                                Binary.fromConstantByteArray(price)),
                        eq(longColumn(EventSchema.TRADE_ID), null));
        for (FilterPredicate predicate : predicates) {
            List<Group> rows = EventRecords.groups(byColumn, FilterCompat.get(predicate));
            assertThat(rows).as("%s", predicate).isNotEmpty();
            assertThat(rows.toString())
                    .as("%s", predicate)
                    .isEqualTo(EventRecords.groups(byRow, FilterCompat.get(predicate)).toString());
        }
        for (String where :
                List.of(
                        "event_seq between 150000 and 150100",
                        "update_id = 5001",
                        "update_id is null",
                        "event_type = 'TRADE' and trade_id > 3000",
                        "delta_price = 0.00001005",
                        "delta_quantity > 0.000019",
                        "book_state = 'SUSPECT'",
                        "len(bids) > 15",
                        "event_timestamp >= timestamp '2024-08-06 23:00:10'")) {
            String query = "select count(*), sum(event_seq) from '%s' where " + where;
            String found = DuckDb.value(query.formatted(byColumn));
            assertThat(found).as(where).isEqualTo(DuckDb.value(query.formatted(byRow)));
            assertThat(found).as(where).doesNotStartWith("0|");
        }
    }

    @Test
    void theFooterNamesTheEncodingsThatThePagesHave() throws IOException {
        Path file =
                write(
                        ColumnEventBatchWriter::open,
                        new ParquetSettings("zstd", 1 << 24),
                        List.of(Lanes.deltas(Lanes.lane("S"), Lanes.HOUR, 0, 100_000)));

        assertThat(encodings(file, EventSchema.EVENT_SEQ))
                .containsExactly(Encoding.DELTA_BINARY_PACKED);
        assertThat(encodings(file, EventSchema.LAST_IN_MESSAGE)).containsExactly(Encoding.RLE);
        assertThat(encodings(file, EventSchema.TRADE_PRICE)).containsExactly(Encoding.PLAIN);
        for (ColumnChunkMetaData chunk : EventFooters.read(file).getBlocks().get(0).getColumns()) {
            assertThat(chunk.getEncodingStats().usesV2Pages()).as("%s", chunk).isTrue();
            assertThat(chunk.getEncodingStats().hasDictionaryPages())
                    .as("%s", chunk)
                    .isEqualTo(chunk.getEncodings().contains(Encoding.RLE_DICTIONARY));
        }
        DuckDb.assertRows(
                """
                                select path_in_schema, num_values, stats_null_count
                                from parquet_metadata('%s') where path_in_schema = 'trade_id'
                                """
                        .formatted(file),
                "trade_id|100000|100000");
    }

    @Test
    void aRowGroupOwesNothingToTheOneBefore() throws IOException {
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 24);
        List<EventBatch> later = MarketEvents.market(3, 10_000, 500);
        ByteArrayOutputStream alone = new ByteArrayOutputStream();
        BatchWriter<EventBatch> one = ColumnEventBatchWriter.open(alone, settings);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        BatchWriter<EventBatch> two = ColumnEventBatchWriter.open(both, settings);
        // Numbers of another scale end the row group without giving up its buffers.
        Lane scaled = Lanes.lane("BINANCE", "S", 7, 8);
        for (EventBatch batch : MarketEvents.unique(scaled, -100_000, 20, 5_000)) {
            two.write(batch);
        }
        long oneFrom = one.bytesWritten();
        long twoFrom = 0;
        for (EventBatch batch : later) {
            one.write(batch);
            two.write(batch);
            twoFrom = twoFrom == 0 ? two.bytesWritten() : twoFrom;
        }
        one.flushRowGroup();
        two.flushRowGroup();

        assertThat(twoFrom).isGreaterThan(100_000);
        assertThat(rowGroup(both, twoFrom, two.bytesWritten()))
                .isEqualTo(rowGroup(alone, oneFrom, one.bytesWritten()));
    }

    private static byte[] rowGroup(ByteArrayOutputStream file, long from, long to) {
        return Arrays.copyOfRange(file.toByteArray(), (int) from, (int) to);
    }

    @Test
    void theSameBatchesGiveTheSameBytes() throws IOException {
        long seed = new Random().nextLong();
        ParquetSettings settings = new ParquetSettings("zstd", 1 << 18);
        byte[][] files = new byte[2][];
        for (int i = 0; i < files.length; i++) {
            Random random = new Random(seed);
            RandomEvents events = new RandomEvents(random, RandomEvents.lane(random));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, settings);
            for (int batch = 0; batch < 30; batch++) {
                writer.write(events.next(1_000));
            }
            writer.finish();
            files[i] = out.toByteArray();
        }

        assertThat(files[0]).as("seed=%d", seed).isEqualTo(files[1]);
    }

    @RepeatedTest(4)
    void theBufferNeverHoldsMoreBytesThanItSays() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Lane lane = random.nextInt(4) == 0 ? RandomEvents.wideLane() : RandomEvents.lane(random);
        RandomEvents events = new RandomEvents(random, lane);
        ParquetSettings settings = new ParquetSettings("uncompressed", 1 << 20);
        BatchWriter<EventBatch> writer =
                ColumnEventBatchWriter.open(OutputStream.nullOutputStream(), settings);
        for (int i = 0; i < 60; i++) {
            writer.write(events.next(1 + random.nextInt(5_000)));
            long buffered = writer.bufferedBytes();
            assertThat(buffered).as("seed=%d", seed).isLessThanOrEqualTo(1 << 20);
            if (random.nextInt(3) == 0) {
                long before = writer.bytesWritten();
                writer.flushRowGroup();
                assertThat(writer.bytesWritten() - before)
                        .as("seed=%d", seed)
                        .isLessThanOrEqualTo(buffered);
            }
        }
        writer.finish();
    }

    private static void assertSameRows(Path one, Path other) {
        String rows = "select count(*) from '%s'";
        assertThat(DuckDb.value(rows.formatted(one)))
                .isEqualTo(DuckDb.value(rows.formatted(other)));
        DuckDb.assertRows(
                """
                                (from '%1$s' except from '%2$s')
                                union all (from '%2$s' except from '%1$s') limit 3
                                """
                        .formatted(one, other));
    }

    private static Set<Encoding> encodings(Path file, String column) throws IOException {
        Set<Encoding> encodings = new HashSet<>();
        for (BlockMetaData block : EventFooters.read(file).getBlocks()) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                if (chunk.getPath().toDotString().equals(column)) {
                    encodings.addAll(chunk.getEncodings());
                }
            }
        }
        return encodings;
    }

    private static Map<String, String> keyValues(Path file) throws IOException {
        return EventFooters.read(file).getFileMetaData().getKeyValueMetaData();
    }

    private Path write(
            BatchWriter.Factory<EventBatch> writers,
            ParquetSettings settings,
            List<EventBatch> batches)
            throws IOException {
        Path file = Files.createTempFile(folder, "events", ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer = writers.open(out, settings);
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return file;
    }
}
