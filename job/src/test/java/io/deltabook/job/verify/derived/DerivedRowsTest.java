// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.batch.QuoteBatch.Quote;
import io.deltabook.contract.BookState;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dataset.DatasetWriter;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnQuoteBatchWriter;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.statistics.Period;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of quotes and periods depend on the rows alone. */
final class DerivedRowsTest {
    private static final Lane LANE = Lanes.lane("BTC-USDT");
    private static final int ROWS = 6_000;
    private static final ParquetSettings DEFAULT = settings(TimestampUnit.NANOS, false);

    @TempDir private Path folder;

    private final List<String> misplaced = new ArrayList<>();
    private DerivedDigests expected;
    private int outputs;

    @BeforeEach
    void writeOnce() throws IOException {
        expected = digests(output(DEFAULT, ROWS, 100));
        assertThat(expected.quotes().rows()).isEqualTo(ROWS);
        assertThat(expected.quotes().hours()).hasSize(2);
        assertThat(expected.periods().rows()).isEqualTo(9);
    }

    private static ParquetSettings settings(TimestampUnit unit, boolean doubles) {
        return new ParquetSettings(
                "zstd",
                1 << 20,
                new EventFormat(EventSchema.VERSION, unit, doubles),
                doubles ? PageEncodings.PORTABLE : PageEncodings.COMPACT);
    }

    private DerivedDigests digests(Path output) throws IOException {
        try (DerivedRows rows =
                new DerivedRows(LANE.id(), DerivedFiles.of(output, LANE.id()), misplaced::add)) {
            rows.drain();
            return rows.digests();
        }
    }

    /** Quotes of two hours and nine periods, in files of at most so many rows. */
    private Path output(ParquetSettings settings, int quotesOfFile, int periodsOfFile)
            throws IOException {
        Path output = folder.resolve("out" + outputs++);
        for (int from = 0; from < ROWS; from += quotesOfFile) {
            int end = Math.min(ROWS, from + quotesOfFile);
            int middle = Math.max(from, Math.min(end, ROWS / 2));
            quotes(output, settings, from, middle, 0);
            quotes(output, settings, middle, end, 0);
        }
        for (int from = 0; from < 9; from += periodsOfFile) {
            periods(output, settings, from, Math.min(9, from + periodsOfFile));
        }
        return output;
    }

    private static void quotes(
            Path output, ParquetSettings settings, int from, int to, long moreBid)
            throws IOException {
        if (from == to) {
            return;
        }
        long hour = Lanes.HOUR + (from < ROWS / 2 ? 0 : 1);
        QuoteBatch batch = new QuoteBatch(LANE, hour, to - from);
        for (int row = from; row < to; row++) {
            boolean isNone = row % 11 == 0;
            batch.append(
                    2L * row,
                    hour * EventHour.NANOS + row * 1_000L,
                    row % 3 == 0 ? Missing.TIME : hour * EventHour.NANOS,
                    row % 5 == 0 ? Missing.ID : row,
                    isNone
                            ? Quote.NONE
                            : new Quote(
                                    true,
                                    100 + row + moreBid,
                                    7,
                                    row % 7 > 0,
                                    row % 7 > 0 ? 20_000 : 0,
                                    row % 7 > 0 ? row : 0,
                                    BookState.LIVE,
                                    row % 2 == 0));
        }
        Path file =
                output.resolve("quotes")
                        .resolve(HivePath.of(LANE.id()))
                        .resolve(EventHour.path(hour))
                        .resolve("z%05d.parquet".formatted(ROWS - from));
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<QuoteBatch> writer = ColumnQuoteBatchWriter.open(out, settings);
            writer.write(batch);
            writer.finish();
        }
    }

    private static void periods(Path output, ParquetSettings settings, int from, int to)
            throws IOException {
        Path file =
                output.resolve("periods")
                        .resolve(HivePath.of(LANE.id()))
                        .resolve("z%02d.parquet".formatted(20 - from));
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            DatasetWriter<Period> writer = new DatasetWriter<>(new PeriodDataset(), out, settings);
            for (int row = from; row < to; row++) {
                writer.write(
                        new Period(
                                LANE.id(),
                                row,
                                row,
                                row * 1_000_000L,
                                row * 1_000_000L,
                                row % 2 == 0 ? BookState.WAITING : BookState.LIVE,
                                row == 0 ? null : "GAP",
                                row,
                                0));
            }
            writer.finish();
        }
    }

    @Test
    void howTheRowsAreSplitAndEncodedMakesNoDifference() throws IOException {
        assertThat(digests(output(DEFAULT, 700, 2))).isEqualTo(expected);
        assertThat(digests(output(settings(TimestampUnit.MICROS, false), ROWS, 9)))
                .isEqualTo(expected);
        assertThat(digests(output(settings(TimestampUnit.NANOS, true), 1_000, 4)))
                .isEqualTo(expected);
        assertThat(digests(output(new ParquetSettings("snappy", 64 * 1024), ROWS, 1)))
                .isEqualTo(expected);
        assertThat(misplaced).isEmpty();
    }

    @Test
    void oneOtherPriceMakesAnotherDigestOfItsHour() throws IOException {
        Path output = output(DEFAULT, ROWS / 2, 9);
        quotes(output, DEFAULT, 0, ROWS / 2 - 1, 0);
        quotes(output, DEFAULT, ROWS / 2 - 1, ROWS / 2, 1);

        DerivedDigests found = digests(output);

        assertThat(found.quotes().hours().get(0)).isNotEqualTo(expected.quotes().hours().get(0));
        assertThat(found.quotes().hours().get(1)).isEqualTo(expected.quotes().hours().get(1));
        assertThat(found.quotes().digest()).isNotEqualTo(expected.quotes().digest());
        assertThat(found.periods()).isEqualTo(expected.periods());
    }

    @Test
    void aPeriodLessMakesAnotherDigest() throws IOException {
        Path output = output(DEFAULT, ROWS, 4);
        try (Stream<Path> files =
                Files.list(output.resolve("periods").resolve(HivePath.of(LANE.id())))) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }

        DerivedDigests found = digests(output);

        assertThat(found.quotes()).isEqualTo(expected.quotes());
        assertThat(found.periods().rows()).isEqualTo(8);
        assertThat(found.periods().digest()).isNotEqualTo(expected.periods().digest());
    }

    @Test
    void aQuoteInTheFolderOfAnotherHourIsFound() throws IOException {
        Path output = output(DEFAULT, ROWS, 9);
        Path lane = output.resolve("quotes").resolve(HivePath.of(LANE.id()));
        Path right = lane.resolve(EventHour.path(Lanes.HOUR + 1));
        Files.move(right, lane.resolve(EventHour.path(Lanes.HOUR + 2)));

        digests(output);

        assertThat(misplaced)
                .singleElement()
                .asString()
                .startsWith("the quote of event_seq %d must be in quotes/".formatted(ROWS))
                .contains(EventHour.path(Lanes.HOUR + 1));
    }
}
