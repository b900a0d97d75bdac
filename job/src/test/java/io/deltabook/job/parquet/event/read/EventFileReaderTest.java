// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.EventText;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventFileReaderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
    void readsEveryColumnAsItWasWritten(String codec) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Lane lane = Lanes.lane("BINANCE", "BTC-USDT", random.nextInt(19), random.nextInt(19));
        List<EventBatch> batches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batches.add(Lanes.random(random, lane, Lanes.HOUR, i * 1_000L, 1_000, 30));
        }
        Path file = write(new ParquetSettings(codec, 64 * 1024), batches);

        List<String> expected = new ArrayList<>();
        batches.forEach(batch -> expected.addAll(EventText.of(batch)));
        assertThat(read(file)).as("seed=%d", seed).isEqualTo(expected);
    }

    @Test
    void aChunkEndsEarlyIfItsListsAreLong() throws IOException {
        Lane lane = Lanes.lane("BTC-USDT");
        EventBatch batch = Lanes.random(new Random(7), lane, Lanes.HOUR, 0, 1_000, 5_000);
        Path file = write(new ParquetSettings("zstd", 1 << 28), List.of(batch));

        assertThat(read(file)).isEqualTo(EventText.of(batch));
        try (EventFileReader reader = EventFileReader.open(file)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.chunk().size()).isLessThan(1_000);
        }
    }

    @Test
    void theFirstRowOfAChunkIsCountedFromTheBeginningOfTheFile() throws IOException {
        Path file =
                write(
                        new ParquetSettings("zstd", 64 * 1024),
                        List.of(Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 500, 20_000)));

        long rows = 0;
        try (EventFileReader reader = EventFileReader.open(file)) {
            while (reader.next()) {
                assertThat(reader.firstRow()).isEqualTo(rows);
                assertThat(reader.chunk().seq().value(0)).isEqualTo(500 + rows);
                rows += reader.chunk().size();
            }
        }
        assertThat(rows).isEqualTo(20_000);
    }

    @Test
    void aFlippedByteOfAPageIsFound() throws IOException {
        Path file =
                write(
                        new ParquetSettings("uncompressed", 1 << 20),
                        List.of(Lanes.deltas(Lanes.lane("A"), Lanes.HOUR, 0, 1_000)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] row group 0")
                .hasMessageContaining("checksum");
    }

    @Test
    void aFileThatIsNotParquetSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("x.parquet"), "no Parquet, but long enough");
        assertThatThrownBy(() -> EventFileReader.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] must be a Parquet file");
    }

    private Path write(ParquetSettings settings, List<EventBatch> batches) throws IOException {
        Path file = folder.resolve("events.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer = ColumnEventBatchWriter.open(out, settings);
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return file;
    }

    private static List<String> read(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (EventFileReader reader = EventFileReader.open(file)) {
            while (reader.next()) {
                for (int row = 0; row < reader.chunk().size(); row++) {
                    List<String> values = new ArrayList<>();
                    for (ColumnValues column : reader.chunk().columns()) {
                        values.add(text(column, row));
                    }
                    rows.add(String.join("|", values));
                }
            }
        }
        return rows;
    }

    /** With all 18 decimals, as {@link EventText} has them. */
    private static String text(ColumnValues column, int row) {
        if (column.isNull(row)) {
            return "null";
        }
        if (column instanceof DecimalValues decimal) {
            return decimal(decimal.high(row), decimal.low(row));
        }
        if (column instanceof LevelValues levels) {
            List<String> text = new ArrayList<>();
            for (int level = 0; level < levels.levels(row); level++) {
                text.add(
                        decimal(levels.priceHigh(row, level), levels.priceLow(row, level))
                                + ':'
                                + decimal(
                                        levels.quantityHigh(row, level),
                                        levels.quantityLow(row, level)));
            }
            return String.join(",", text);
        }
        return column.text(row);
    }

    private static String decimal(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(bytes), Lanes.SCALE).toPlainString();
    }
}
