// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.EventSchemaFaults;
import io.deltabook.job.parquet.event.FinerTimeException;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.parquet.event.read.Twin;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.EventText;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.RandomEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variants of an events file for readers that cannot read the default. */
@Tag("slow")
final class EventFormatsTest {
    private static final Set<Encoding> PORTABLE =
            EnumSet.of(Encoding.PLAIN, Encoding.RLE_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "NANOS, false, PORTABLE",
        "NANOS, true, COMPACT",
        "MICROS, false, COMPACT",
        "MICROS, true, PORTABLE"
    })
    void everyVariantHoldsTheSameRows(TimestampUnit unit, boolean doubles, PageEncodings encodings)
            throws IOException {
        for (int file = 0; file < 6; file++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Lane lane = file % 3 == 0 ? RandomEvents.wideLane() : RandomEvents.lane(random);
            RandomEvents events = new RandomEvents(random, lane).inUnitsOf(unit.nanos());
            List<EventBatch> batches = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                batches.add(events.next(1 + random.nextInt(3_000)));
            }
            EventFormat format = new EventFormat(EventSchema.VERSION, unit, doubles);
            Path path = write(new ParquetSettings("zstd", 1 << 18, format, encodings), batches);

            List<String> expected = new ArrayList<>();
            batches.forEach(batch -> expected.addAll(EventText.of(batch)));
            assertThat(EventText.ofFile(path)).as("seed=%d", seed).isEqualTo(expected);
            assertThat(EventSchemaFaults.of(path).sentences()).isEmpty();
            EventFileShape shape = EventFileShape.read(path);
            assertThat(shape.format()).isEqualTo(format);
            if (encodings == PageEncodings.PORTABLE) {
                assertThat(shape.encodings()).isEqualTo(encodings);
                assertThat(encodings(path)).isSubsetOf(PORTABLE);
            }
            assertRows(path, expected.size(), doubles, seed);
        }
    }

    private static void assertRows(Path path, int rows, boolean doubles, long seed)
            throws IOException {
        int read = 0;
        try (EventFileReader reader = EventFileReader.open(path)) {
            while (reader.next()) {
                EventChunk chunk = reader.chunk();
                assertThat(chunk.twins()).hasSize(doubles ? 4 : 0);
                for (int row = 0; row < chunk.size(); row++) {
                    for (Twin twin : chunk.twins()) {
                        assertThat(twin.isRight(row))
                                .as(
                                        "seed=%d %s %s",
                                        seed, twin.exact().text(row), twin.nearest().text(row))
                                .isTrue();
                    }
                    for (int level = 0; level < chunk.bids().levels(row); level++) {
                        assertThat(chunk.bids().hasTwins(row, level)).as("seed=%d", seed).isTrue();
                    }
                }
                read += chunk.size();
            }
        }
        assertThat(read).isEqualTo(rows);
    }

    private static Set<Encoding> encodings(Path path) throws IOException {
        Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
        for (BlockMetaData block : EventFileFacts.footer(path).getBlocks()) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                encodings.addAll(chunk.getEncodings());
            }
        }
        return encodings;
    }

    @Test
    void duckDbSeesTheTypesOfTheVariants() throws IOException {
        EventFormat format = new EventFormat(EventSchema.VERSION, TimestampUnit.MICROS, true);
        EventBatch batch =
                new RandomEvents(new Random(1), Lanes.lane("X")).inUnitsOf(1_000).next(9);
        Path path =
                write(
                        new ParquetSettings("zstd", 1 << 20, format, PageEncodings.PORTABLE),
                        List.of(batch));

        assertThat(
                        DuckDb.rows(
                                "select column_name, column_type from (describe from '%s')"
                                        .formatted(path)))
                .contains(
                        "event_timestamp|TIMESTAMP",
                        "arrival_timestamp|TIMESTAMP",
                        "delta_price_f64|DOUBLE",
                        "bids|STRUCT(price DECIMAL(38,18), price_f64 DOUBLE, quantity DECIMAL(38,18), quantity_f64 DOUBLE)[]");
        EventFileFacts facts = EventFileFacts.read(path);
        assertThat(facts.firstNanos()).isLessThanOrEqualTo(batch.timestamp(0));
        assertThat(facts.lastNanos()).isGreaterThanOrEqualTo(batch.timestamp(0));
    }

    @Test
    void aTimeFinerThanMicrosecondsIsRefused() {
        EventFormat format = new EventFormat(EventSchema.VERSION, TimestampUnit.MICROS, false);
        ParquetSettings settings =
                new ParquetSettings("zstd", 1 << 20, format, PageEncodings.COMPACT);

        assertThatThrownBy(
                        () ->
                                write(
                                        settings,
                                        List.of(Lanes.deltas(Lanes.lane("X"), Lanes.HOUR, 0, 9))))
                .isInstanceOf(FinerTimeException.class)
                .hasMessageContaining("start a new run with sink.timestamps: nanos");
    }

    private Path write(ParquetSettings settings, List<EventBatch> batches) throws IOException {
        Path path = folder.resolve("events.parquet");
        try (OutputStream out = Files.newOutputStream(path)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, settings);
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return path;
    }
}
