// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A folder of CSV files, and what is imported of it. In queries {@code $deltas}, {@code $trades},
 * {@code $book} and {@code $rejects} stand for what was written, in the order in which a run reads
 * it.
 *
 * @param folder holds inputs and output
 */
record CsvFolder(Path folder) {
    static final String TARDIS =
            "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n";

    /** Two rows in the columns of {@link #TARDIS}. */
    static final String FIRST = "binance,BTC,1723075200000000,1723075200000001,true,bid,100.5,2\n";

    static final String SECOND =
            "binance,BTC,1723075200100000,1723075200100001,false,ask,101.25,0.00000001\n";

    /** Writes a file; gzipped if its name says so. */
    Path file(String name, String content) {
        return file(
                name,
                name.endsWith(".gz") ? gzipped(content) : content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] bytes) {
        Path file = input().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzipped(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    Path input() {
        return folder.resolve("in");
    }

    Path output() {
        return folder.resolve("out");
    }

    ImportSettings settings(TableFormat columns, String symbol) {
        return settings(columns, symbol, ImportSettings.GROUP_VALUES);
    }

    private ImportSettings settings(TableFormat columns, String symbol, int groupValues) {
        return new ImportSettings(
                List.of(input()),
                output(),
                ImportFormat.AUTO,
                null,
                "UNKNOWN",
                symbol,
                columns,
                2,
                groupValues);
    }

    /** Small row groups, so that a little is much. */
    ImportResult runInGroupsOf(int values) throws IOException {
        return run(settings(TableFormat.BY_COLUMNS, null, values));
    }

    ImportResult run() throws IOException {
        return run(settings(TableFormat.BY_COLUMNS, null));
    }

    /** The only file of an import, which must be a good one. */
    static ImportedFile only(ImportResult result) {
        assertThat(result.bad()).isEmpty();
        assertThat(result.files()).hasSize(1);
        return result.files().get(0);
    }

    ImportResult run(ImportSettings settings) throws IOException {
        return new Importer(settings, (read, total) -> {}).run();
    }

    /** Rows of a query, values joined by {@code |}. */
    List<String> rows(String sql) {
        String query =
                sql.replace("$rejects", dataset("_rejects", false))
                        .replace("$deltas", dataset("deltas", true))
                        .replace("$trades", dataset("trades", true))
                        .replace("$book", dataset("book", true));
        return DuckDb.rows(query);
    }

    /** A query's rows are these, in this order. */
    void assertRows(String sql, String... expected) {
        assertThat(rows(sql)).as(sql).containsExactly(expected);
    }

    private String dataset(String name, boolean isHive) {
        return "read_parquet('%s/**/*.parquet', hive_partitioning = %b, hive_types_autocast = false, filename = true, file_row_number = true, union_by_name = true)"
                .formatted(output().resolve(name), isHive);
    }
}
