// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.generate.ColumnFileWriter;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.amplify.CaptureAmplifier.Amplified;
import io.deltabook.job.generate.synthetic.DeltaMessage;
import io.deltabook.job.generate.synthetic.NativeColumns;
import io.deltabook.job.generate.synthetic.NativeRow;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureAmplifierTest {
    /** 2024-08-08T23:59:59.990Z, so that the capture crosses midnight. */
    private static final long START = 1_723_161_599_990_000_000L;

    private static final long MILLI = 1_000_000;

    @TempDir private Path folder;

    private Path capture;

    @BeforeEach
    void writeCapture() throws IOException {
        capture = folder.resolve("capture/deltas/exchange=X/symbol=A-B");
        Files.createDirectories(capture);
        try (ColumnFileWriter file = file(capture.resolve("1.parquet"))) {
            delta(file, 0, 101, 110, 100, "bid", 10, 1);
            delta(file, 5, 111, 120, 110, "ask", 12, 1);
            delta(file, 10, 121, 130, 120, "bid", 9, 2);
            snapshot(file, 10, 120, "bid", 10, 3);
            snapshot(file, 10, 120, "ask", 11, 3);
        }
        try (ColumnFileWriter file = file(capture.resolve("2.parquet"))) {
            delta(file, 15, 131, 140, 130, "ask", 11, 0);
            delta(file, 15, 131, 140, 130, "ask", 12, 4);
            delta(file, 20, 141, 150, 140, "bid", 10, 0);
        }
    }

    @Test
    void aRepetitionIsTheSnapshotAndWhatFollowsIt() throws IOException {
        Amplified amplified = amplify("out", 1, 1);

        assertThat(amplified.rowsOfRepetition()).isEqualTo(6);
        assertThat(rows("out", "update_id, side, price::int, new_quantity::int, is_snapshot"))
                .containsExactly(
                        "120|bid|10|3|true",
                        "120|ask|11|3|true",
                        "130|bid|9|2|false",
                        "140|ask|11|0|false",
                        "140|ask|12|4|false",
                        "150|bid|10|0|false");
    }

    @Test
    void idsContinueRightAfterTheLastOneAndChainToTheSnapshot() throws IOException {
        Amplified amplified = amplify("out", 3, 1);

        assertThat(amplified.idShift()).isEqualTo(150 - 120 + 1);
        assertThat(rows("out", "update_id, first_update_id, prev_update_id"))
                .hasSize(18)
                .containsSubsequence(
                        "150|141|140",
                        "151|null|null",
                        "151|null|null",
                        "161|152|151",
                        "171|162|161",
                        "171|162|161",
                        "181|172|171",
                        "182|null|null");
    }

    @Test
    void timesContinueAMeanStepAfterTheLastOne() throws IOException {
        Amplified amplified = amplify("out", 2, 1);

        // 10 ms in two steps, one step more and rounded up to the next millisecond
        assertThat(amplified.timeShiftNanos()).isEqualTo(16 * MILLI);
        assertThat(
                        rows(
                                "out",
                                "(origin_time - %d) // %d, (received_time - origin_time) // %2$d"
                                        .formatted(START, MILLI)))
                .containsExactly(
                        "10|2", "10|2", "10|2", "15|2", "15|2", "20|2", "26|2", "26|2", "26|2",
                        "31|2", "31|2", "36|2");
    }

    @Test
    void symbolsHaveFoldersOfTheirOwnAndDaysToo() throws IOException {
        Amplified amplified = amplify("out", 2, 2);

        assertThat(amplified.rows()).isEqualTo(24);
        assertThat(amplified.lanes()).extracting("symbol").containsExactly("A-B", "A-B-2");
        DuckDb.assertRows(
                """
                                select exchange, symbol, dt, count(*) from read_parquet('%s',
                                    hive_partitioning = true, hive_types_autocast = false)
                                group by all order by all
                                """
                        .formatted(folder.resolve("out/deltas/**/*.parquet")),
                "X|A-B|2024-08-09|12",
                "X|A-B-2|2024-08-09|12");
        assertThat(folder.resolve("out/amplified.json")).content().contains("\"rows\" : 24");
    }

    @Test
    void rowsAreReachedInWholeRepetitions() throws IOException {
        Amplified amplified =
                new CaptureAmplifier(
                                new AmplifySettings(
                                        capture,
                                        folder.resolve("out"),
                                        0,
                                        13,
                                        2,
                                        5,
                                        7,
                                        FileCodec.ZSTD))
                        .write();

        assertThat(amplified.times()).isEqualTo(2);
        assertThat(amplified.rows()).isEqualTo(24);
        assertThat(amplified.files()).isEqualTo(4);
    }

    @Test
    void columnsKeepTheirNamesTypesAndOrder() throws IOException {
        amplify("out", 1, 1);

        String columns =
                "select distinct name, type, repetition_type, logical_type, column_id from parquet_schema('%s') where column_id > 0 order by column_id";
        assertThat(DuckDb.rows(columns.formatted(files("out"))))
                .hasSize(9)
                .isEqualTo(DuckDb.rows(columns.formatted(capture.resolve("1.parquet"))));
    }

    @Test
    void aCaptureWithoutASnapshotIsRefused() throws IOException {
        try (ColumnFileWriter file = file(capture.resolve("1.parquet"))) {
            delta(file, 0, 101, 110, 100, "bid", 10, 1);
        }

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> amplify("out", 1, 1))
                .withMessage(
                        "the capture must hold a snapshot, rows marked by an is_snapshot column, because a repetition starts with it, but has none; lane=X:A-B");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void twoSymbolsAreRefused() throws IOException {
        Path other = folder.resolve("capture/deltas/exchange=X/symbol=C");
        Files.createDirectories(other);
        Files.copy(capture.resolve("1.parquet"), other.resolve("1.parquet"));

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> amplify("out", 1, 1))
                .withMessageContaining(
                        "must hold the deltas of one symbol, but holds [X:A-B, X:C]");
    }

    @Test
    void repetitionsBeyondTheYear2100AreRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> amplify("out", 1_000_000_000_000L, 1))
                .withMessageContaining(
                        "because times must stay before the year 2100 and ids within 64 bits, but 1000000000000 were requested");
    }

    @Test
    void aFolderWithFilesIsRefused() throws IOException {
        amplify("out", 1, 1);

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> amplify("out", 1, 1))
                .withMessageContaining("must be a new or empty folder, but holds files");
    }

    private Amplified amplify(String output, long times, int symbols) throws IOException {
        return new CaptureAmplifier(
                        new AmplifySettings(
                                folder.resolve("capture"),
                                folder.resolve(output),
                                times,
                                0,
                                symbols,
                                4,
                                Long.MAX_VALUE,
                                FileCodec.SNAPPY))
                .write();
    }

    private List<String> rows(String output, String columns) {
        return DuckDb.rows(
                "select %s from read_parquet('%s', filename = true, file_row_number = true) order by filename, file_row_number"
                        .formatted(columns, files(output)));
    }

    private String files(String output) {
        return folder.resolve(output) + "/**/*.parquet";
    }

    private static ColumnFileWriter file(Path path) throws IOException {
        Files.deleteIfExists(path);
        return new ColumnFileWriter(path, NativeColumns.SCHEMA, FileCodec.SNAPPY, 100);
    }

    private static void delta(
            ColumnFileWriter file,
            long millis,
            long first,
            long last,
            long previous,
            String side,
            double price,
            double quantity)
            throws IOException {
        NativeRow row = row(millis, last, side, price, quantity);
        row.firstId = first;
        row.previousId = previous;
        NativeColumns.write(row, file);
    }

    private static void snapshot(
            ColumnFileWriter file, long millis, long id, String side, double price, double quantity)
            throws IOException {
        NativeRow row = row(millis, id, side, price, quantity);
        row.firstId = DeltaMessage.NO_ID;
        row.previousId = DeltaMessage.NO_ID;
        row.snapshot = true;
        NativeColumns.write(row, file);
    }

    private static NativeRow row(long millis, long id, String side, double price, double quantity) {
        NativeRow row = new NativeRow();
        row.eventTime = START + millis * MILLI;
        row.arrivalTime = row.eventTime + 2 * MILLI;
        row.updateId = id;
        row.side = side.equals("bid") ? NativeRow.BID : NativeRow.ASK;
        row.price = price;
        row.quantity = quantity;
        return row;
    }
}
