// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.export.testing.ExportedBooks;
import io.deltabook.job.export.testing.NpzEvents;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each format's columns against its published layout, and its rows against those of the output. */
final class ExportCommandITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    private static final String MICROS = "epoch_us(%s)";

    @TempDir private Path folder;
    private RunOutput sample;
    private Path exported;

    @BeforeEach
    void sample() {
        sample = new RunOutput(SAMPLE.one(), 0);
        exported = folder.resolve("exported");
    }

    private void export(String options) {
        CommandLineRun.succeeds("export", SAMPLE.one(), "-o", exported, options);
    }

    private static void assertTypes(String relation, String... columns) {
        assertThat(
                        DuckDb.rows(
                                "select column_name || ' ' || column_type from (describe from "
                                        + relation
                                        + ")"))
                .containsExactly(columns);
    }

    private List<String> trusted(String columns) {
        return sample.rows(
                "select %s from $events where event_type = 'BOOK_DELTA' and book_state = 'LIVE' order by symbol, event_seq"
                        .formatted(columns));
    }

    @Test
    void tardisFilesHaveItsColumnsAndEveryTrustedRow() {
        export("--to tardis");
        String books =
                "read_csv('%s/*_incremental_book_L2_*', all_varchar = true, filename = true)"
                        .formatted(exported);
        assertThat(
                        DuckDb.rows(
                                "select distinct regexp_extract(filename, '[^/]*$') from "
                                        + books
                                        + " order by 1"))
                .allMatch(
                        name ->
                                name.matches(
                                        "SYNTH_incremental_book_L2_\\d{4}-\\d\\d-\\d\\d_[A-Z0-9-]+\\.csv\\.gz"));
        assertSameRows(
                DuckDb.rows(
                        """
                                select exchange, symbol, "timestamp", local_timestamp, side, price, amount
                                from %s where is_snapshot = 'false' order by symbol, filename
                                """
                                .formatted(books)),
                trusted(
                        """
                                exchange, symbol, %s, %s, lower(delta_side),
                                    %s, %s
                                """
                                .formatted(
                                        MICROS.formatted("event_timestamp"),
                                        MICROS.formatted(
                                                "coalesce(arrival_timestamp, event_timestamp)"),
                                        plain("delta_price"),
                                        plain("delta_quantity"))));
    }

    /** The same rows as often, in any order; by sorting, because there are many. */
    private static void assertSameRows(List<String> rows, List<String> expected) {
        assertThat(rows).isNotEmpty();
        assertThat(rows.stream().sorted().toList().equals(expected.stream().sorted().toList()))
                .as("rows are those expected, such as " + rows.get(0) + " and " + expected.get(0))
                .isTrue();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String plain(String column) {
        return "rtrim(rtrim(" + column + "::varchar, '0'), '.')";
    }

    @Test
    void lakeFilesHaveItsColumnsAndEveryTrustedRow() throws IOException {
        export("--to lake");
        String books = "read_parquet('%s/book_delta_v2/**/*.parquet')".formatted(exported);
        assertTypes(
                books,
                "timestamp BIGINT",
                "receipt_timestamp BIGINT",
                "sequence_number BIGINT",
                "side_is_bid BOOLEAN",
                "price DOUBLE",
                "size DOUBLE",
                "dt DATE",
                "exchange VARCHAR",
                "symbol VARCHAR");
        List<String> rows =
                DuckDb.rows(
                        "select symbol, sequence_number, \"timestamp\", side_is_bid, price, size from "
                                + books);
        assertThat(
                        new HashSet<>(rows)
                                .containsAll(
                                        trusted(
                                                "symbol, update_id, epoch_ns(event_timestamp), delta_side = 'BID', delta_price::varchar::double, delta_quantity::varchar::double")))
                .as("every trusted change is there, such as " + rows.get(0))
                .isTrue();
        assertThat(
                        DuckDb.rows(
                                "select distinct decode(key) || '=' || decode(value) from parquet_kv_metadata('%s/book_delta_v2/**/*.parquet') where key = 'exchange'"
                                        .formatted(exported)))
                .containsExactly("exchange=SYNTH");
    }

    /** What lake's rows say is what our own job reads from them: the same books, trusted or not. */
    @Test
    void theJobReadsWhatItExportedForLake() throws IOException {
        export("--to lake");
        CommandLineRun.succeeds("inspect", exported.resolve("book_delta_v2")).assertOut("lake");
        assertThat(ExportedBooks.files(exported))
                .allMatch(file -> file.endsWith("1.snappy.parquet"));
    }

    @Test
    void nautilusFilesHaveItsColumnsAndEveryTrustedRow() throws IOException {
        export("--to nautilus");
        String books = "read_parquet('%s/data/order_book_deltas/*/*.parquet')".formatted(exported);
        assertTypes(
                books,
                "action UTINYINT",
                "side UTINYINT",
                "price BLOB",
                "size BLOB",
                "order_id UBIGINT",
                "flags UTINYINT",
                "sequence UBIGINT",
                "ts_event UBIGINT",
                "ts_init UBIGINT");
        assertThat(
                        DuckDb.rows(
                                "select distinct name, type, type_length, repetition_type from parquet_schema('%s/data/order_book_deltas/*/*.parquet') where name in ('price', 'size') order by 1"
                                        .formatted(exported)))
                .containsExactly(
                        "price|FIXED_LEN_BYTE_ARRAY|16|REQUIRED",
                        "size|FIXED_LEN_BYTE_ARRAY|16|REQUIRED");
        assertThat(
                        DuckDb.rows(
                                "select count(*), count(*) filter (action = 3), count(*) filter (flags & 128 <> 0) from %s where flags & 32 = 0"
                                        .formatted(books)))
                .isEqualTo(
                        sample.rows(
                                "select count(*), count(*) filter (delta_quantity = 0), count(*) filter (last_in_message) from $events where event_type = 'BOOK_DELTA' and book_state = 'LIVE'"));
        assertThat(
                        DuckDb.rows(
                                "select distinct decode(key), decode(value) from parquet_kv_metadata('%s/data/order_book_deltas/*/*.parquet') where decode(key) = 'instrument_id' order by all"
                                        .formatted(exported)))
                .isEqualTo(
                        sample.rows(
                                "select distinct 'instrument_id', symbol || '.SYNTH' from $events order by all"));
        for (Path file : ExportedBooks.files(exported)) {
            String range =
                    DuckDb.rows(
                                    "select strftime(make_timestamp_ns(min(ts_init)::bigint), '%%Y-%%m-%%dT%%H-%%M-%%S-%%n') || 'Z_' || strftime(make_timestamp_ns(max(ts_init)::bigint), '%%Y-%%m-%%dT%%H-%%M-%%S-%%n') || 'Z.parquet' from read_parquet('%s')"
                                            .formatted(file))
                            .get(0);
            assertThat(file.getFileName()).hasToString(range);
        }
        assertThat(
                        DuckDb.rows(
                                "select count(*) from (select ts_init < lag(ts_init) over (partition by filename order by file_row_number) as back from read_parquet('%s/data/*/*/*.parquet', filename = true, file_row_number = true, union_by_name = true)) where back"
                                        .formatted(exported)))
                .containsExactly("0");
    }

    @Test
    void hftbacktestArraysAreInBothOrdersAndHaveEveryTrustedRow() throws IOException {
        export("--to hftbacktest");
        List<NpzEvents.Event> all = new ArrayList<>();
        for (Path file : ExportedBooks.files(exported)) {
            List<NpzEvents.Event> events = NpzEvents.read(file);
            assertThat(events.stream().filter(NpzEvents.Event::isExch).map(NpzEvents.Event::exch))
                    .isSorted();
            assertThat(events.stream().filter(NpzEvents.Event::isLocal).map(NpzEvents.Event::local))
                    .isSorted();
            assertThat(events)
                    .allMatch(event -> event.isExch() || event.isLocal())
                    .allMatch(event -> event.local() >= event.exch())
                    .allMatch(event -> event.kind() == 2 || event.isBuy() != event.isSell());
            all.addAll(events);
        }
        for (boolean isLocal : new boolean[] {false, true}) {
            assertSameRows(
                    all.stream()
                            .filter(event -> isLocal ? event.isLocal() : event.isExch())
                            .filter(event -> event.kind() == 1)
                            .map(
                                    event ->
                                            event.isBuy()
                                                    + "|"
                                                    + plain(event.px())
                                                    + "|"
                                                    + plain(event.qty()))
                            .toList(),
                    trusted(
                            "delta_side = 'BID', "
                                    + plain("delta_price")
                                    + ", "
                                    + plain("delta_quantity")));
        }
    }

    @Test
    void aFolderWithFilesAnUnknownSymbolOrFormatIsRefused() throws IOException {
        Files.createDirectories(exported);
        Files.createFile(exported.resolve("mine"));
        CommandLineRun.of("export --to tardis", SAMPLE.one(), "-o", exported)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be empty, but has files; name another folder");
        CommandLineRun.of(
                        "export --to tardis --symbols NOSUCH",
                        SAMPLE.one(),
                        "-o",
                        folder.resolve("new"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must have the symbols [NOSUCH], but has [");
        CommandLineRun.of("export --to csv", SAMPLE.one(), "-o", folder.resolve("new"))
                .assertEndedWith(ExitCode.USAGE);
        CommandLineRun.of("export --to lake", folder, "-o", folder.resolve("new"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be the output folder of a run");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void theAnswerCountsWhatWasWrittenAndLeftOut() {
        String json =
                CommandLineRun.succeeds("export --to tardis --json", SAMPLE.one(), "-o", exported)
                        .out();
        assertThat(json).contains("\"format\" : \"tardis\"", "\"left_out\"", "\"clears\"");
    }
}
