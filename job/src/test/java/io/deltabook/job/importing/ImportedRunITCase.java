// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs over imported files give what runs over the same rows in Parquet give. */
final class ImportedRunITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String NATIVE =
            """
            exchange, symbol, origin_time, received_time, update_id, first_update_id,
                prev_update_id, side, price, new_quantity, is_snapshot
            """;

    private static final String TARDIS =
            """
            lower(exchange) as exchange, symbol, origin_time // 1000 as timestamp,
                received_time // 1000 as local_timestamp, is_snapshot, side, price,
                new_quantity as amount
            """;

    @TempDir private Path folder;
    private Path market;
    private Path csv;

    @BeforeEach
    void generate() throws IOException {
        market = folder.resolve("market");
        csv = Files.createDirectories(folder.resolve("csv"));
        SampleMarket.generate(market, 200_000, 3, 7, 50_000);
    }

    /** One gzipped file a symbol and day, or one for all. */
    private void writeCsv(String columns, boolean isMixed) {
        String rows = SampleMarket.rowsInOrder(market);
        List<String> parts =
                isMixed
                        ? List.of("true")
                        : DuckDb.rows(
                                "select distinct 'symbol = ''' || symbol || ''' and dt = ''' || dt || '''' from %s"
                                        .formatted(rows));
        for (int i = 0; i < parts.size(); i++) {
            DuckDb.run(
                    "copy (select %s from %s where %s order by n, symbol) to '%s' (header, compression gzip)"
                            .formatted(columns, rows, parts.get(i), csv.resolve(i + ".csv.gz")));
        }
    }

    private Path imported() throws IOException {
        Path output = folder.resolve("imported");
        ImportResult result =
                new Importer(
                                new ImportSettings(
                                        List.of(csv),
                                        output,
                                        ImportFormat.AUTO,
                                        null,
                                        "UNKNOWN",
                                        null,
                                        TableFormat.BY_COLUMNS,
                                        2,
                                        100_000),
                                (read, total) -> {})
                        .run();
        assertThat(result.bad()).isEmpty();
        assertThat(result.sum(ImportedFile::lines)).isEqualTo(200_000);
        assertThat(result.sum(ImportedFile::rejects)).isPositive();
        return output;
    }

    private RunOutput run(String name, Path input) throws Exception {
        RunOutput output =
                TestRun.of(folder.resolve(name), input)
                        .set("crossed.policy", "off")
                        .parallelism(2)
                        .on(CLUSTER);
        output.assertSound();
        return output;
    }

    /** The rows that nothing can be read of count, and cost the books what they did as Parquet. */
    private void assertSameRun(RunOutput ofCsv, RunOutput ofParquet) {
        ofCsv.assertSameAs(ofParquet, List.of("events"), "*");
        assertThat(ofCsv.rows(STATISTICS)).isEqualTo(ofParquet.rows(STATISTICS));
        assertThat(ofParquet.number("select sum(rejected_rows) from $statistics")).isPositive();
    }

    private static final String STATISTICS =
            """
            select symbol, mode, verdict, rows_in, delta_events, messages, gaps, rejected_rows,
                snapshot_rows, stale_rows, late_rows, duplicate_rows, incidents
            from $statistics order by symbol
            """;

    @Test
    void rowsWithIdsOfOneFileASymbolAndDay() throws Exception {
        writeCsv(NATIVE, false);

        assertSameRun(run("of-csv", imported()), run("of-parquet", market));
    }

    @Test
    void rowsOfAllSymbolsInOneFile() throws Exception {
        writeCsv(NATIVE, true);

        assertSameRun(run("of-csv", imported()), run("of-parquet", market));
    }

    @Test
    void rowsAsTardisHasThem() throws Exception {
        writeCsv(TARDIS, false);
        Path parquet = Files.createDirectories(folder.resolve("tardis"));
        DuckDb.run(
                "copy (select %s from %s order by n, symbol) to '%s' (format parquet)"
                        .formatted(
                                TARDIS,
                                SampleMarket.rowsInOrder(market),
                                parquet.resolve("all.parquet")));

        assertSameRun(run("of-csv", imported()), run("of-parquet", parquet));
    }

    /**
     * DuckDB reads the CSV files by itself, as text; of the import's, some have numbers as text.
     */
    @Test
    void theRowsAreThoseThatDuckDbReads() throws Exception {
        writeCsv(NATIVE, false);
        Path output = imported();

        String read =
                """
                select symbol, %s, side, try_cast(price as decimal(38, 18)) price,
                    try_cast(new_quantity as decimal(38, 18)) quantity, update_id, is_snapshot,
                    row_number() over (partition by symbol
                        order by %s, file_row_number) n
                from %s
                """;
        String fromCsv =
                read.formatted(
                        "try_cast(origin_time as bigint) origin",
                        "first_file",
                        """
                        (select *, row_number() over () file_row_number,
                            min(origin_time) over (partition by filename) first_file
                        from read_csv('%s/*.csv.gz', all_varchar = true, filename = true))
                        """
                                .formatted(csv));
        String fromParquet =
                read.formatted(
                        "epoch_ns(origin_time) origin",
                        "dt, filename",
                        "read_parquet('%s/deltas/**/*.parquet', hive_partitioning = true, hive_types_autocast = false, file_row_number = true, filename = true, union_by_name = true)"
                                .formatted(output));
        fromCsv = comparable(fromCsv);
        fromParquet = comparable(fromParquet);

        DuckDb.assertRows("select count(*) from (%s)".formatted(fromCsv), "200000");
        DuckDb.assertRows("%s except all %s limit 3".formatted(fromCsv, fromParquet));
        DuckDb.assertRows("%s except all %s limit 3".formatted(fromParquet, fromCsv));
    }

    /** What the import rejects has no side or number. */
    private static String comparable(String rows) {
        return """
        (select symbol, origin, case when side in ('bid', 'ask') then side end side, price, quantity,
            update_id::bigint update_id, is_snapshot::boolean is_snapshot, n
        from (%s))
        """
                .formatted(rows);
    }
}
