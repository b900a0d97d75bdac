// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks with DuckDB whether two outputs contain the same rows in every dataset, equally often.
 * Neither row order nor the split into files matters; partition values in folder names count.
 * Prints one line per dataset; exit code 1 if one differs.
 */
@Command(
        name = "difference",
        mixinStandardHelpOptions = true,
        description = "Compares the rows of two outputs with DuckDB.")
public final class OutputDifference implements Callable<Integer> {
    private static final String PARQUET = ".parquet";

    /** Rows of a dataset; the sum and xor of their hashes do not depend on row order. */
    private record Rows(String columns, long count, String sum, String xor) {
        private static final Rows NONE = new Rows("no rows", 0, "0", "0");
    }

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ONE", description = "Output folder of a run.")
    private Path one;

    @Parameters(index = "1", paramLabel = "OTHER", description = "Another.")
    private Path other;

    public static void main(String[] args) {
        System.exit(new CommandLine(new OutputDifference()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Set<String> datasets = datasets(one);
        datasets.addAll(datasets(other));
        if (datasets.isEmpty()) {
            throw new IOException("[%s] must have rows to compare, but has none".formatted(one));
        }
        boolean isEqual = true;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String dataset : datasets) {
                Rows here = rows(statement, one.resolve(dataset));
                Rows there = rows(statement, other.resolve(dataset));
                isEqual &= here.equals(there);
                print(
                        here.equals(there)
                                ? "%s: %,d rows, equal".formatted(dataset, here.count)
                                : difference(statement, dataset, here, there));
            }
        }
        return isEqual ? 0 : 1;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** Folders that contain Parquet files; those of tools start with an underscore or a dot. */
    private static Set<String> datasets(Path output) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(output)) {
            files.filter(file -> file.toString().endsWith(PARQUET))
                    .map(file -> output.relativize(file).getName(0).toString())
                    .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                    .forEach(names::add);
        }
        return names;
    }

    private static Rows rows(Statement statement, Path dataset) throws IOException, SQLException {
        if (!hasRows(dataset)) {
            return Rows.NONE;
        }
        String columns =
                text(
                        statement,
                        "select string_agg(column_name || ' ' || column_type, ', ') from (describe from %s)"
                                .formatted(table(dataset)),
                        1)[0];
        String[] values =
                text(
                        statement,
                        "select count(*), sum(hash(t)::hugeint), bit_xor(hash(t)) from %s t"
                                .formatted(table(dataset)),
                        3);
        return new Rows(columns, Long.parseLong(values[0]), values[1], values[2]);
    }

    private static boolean hasRows(Path dataset) throws IOException {
        if (!Files.isDirectory(dataset)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(dataset)) {
            return files.anyMatch(file -> file.toString().endsWith(PARQUET));
        }
    }

    private String difference(Statement statement, String dataset, Rows here, Rows there)
            throws IOException, SQLException {
        if (!here.columns.equals(there.columns)) {
            return "%s: columns DIFFER: %s and %s".formatted(dataset, here.columns, there.columns);
        }
        return "%s: %,d and %,d rows DIFFER: %,d are only in [%s], %,d only in [%s]"
                .formatted(
                        dataset,
                        here.count,
                        there.count,
                        missing(statement, one.resolve(dataset), other.resolve(dataset)),
                        one,
                        missing(statement, other.resolve(dataset), one.resolve(dataset)),
                        other);
    }

    /** How many rows occur more often in the first than in the second. */
    private static long missing(Statement statement, Path dataset, Path from) throws SQLException {
        return Long.parseLong(
                text(
                        statement,
                        "select count(*) from (select hash(t) from %s t except all select hash(t) from %s t)"
                                .formatted(table(dataset), table(from)),
                        1)[0]);
    }

    private static String table(Path dataset) {
        return "read_parquet('%s/**/*%s', hive_partitioning = true, hive_types_autocast = false)"
                .formatted(dataset.toString().replace("'", "''"), PARQUET);
    }

    private static String[] text(Statement statement, String sql, int columns) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            String[] values = new String[columns];
            for (int i = 0; i < columns; i++) {
                values[i] = result.getString(i + 1);
            }
            return values;
        }
    }
}
