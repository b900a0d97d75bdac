// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * DuckDB copies the columns of the input into a Parquet file: no book, no events, no checkpoints.
 *
 * <p>Arguments: input, output file, threads, file for the figures.
 */
public final class DuckCopyRun {
    private DuckCopyRun() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of(args[1]).getParent());
        String input = args[0] + "/deltas/**/*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + Integer.parseInt(args[2]));
            long start = System.nanoTime();
            statement.execute(
                    """
                    copy (select * from read_parquet('%s', hive_partitioning = false))
                    to '%s' (format parquet, compression zstd)
                    """
                            .formatted(input, args[1]));
            double seconds = (System.nanoTime() - start) / 1e9;
            try (ResultSet rows =
                    statement.executeQuery(
                            "select count(*) from read_parquet('" + args[1] + "')")) {
                rows.next();
                new Figures(seconds, rows.getLong(1)).write(Path.of(args[3]));
            }
        }
    }
}
