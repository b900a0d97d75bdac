// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import io.deltabook.benchmarks.Folders;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.InputListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Generated deltas in the format of Tardis, written by DuckDB: gzipped CSV, plain CSV, and Parquet
 * with the same columns.
 *
 * @param gzipped folder of the CSV.gz files
 * @param plain folder of the CSV files
 * @param parquet folder of the Parquet files
 */
record CsvRecordings(Path gzipped, Path plain, Path parquet) {
    private static final String ROWS =
            """
            select '%s' as exchange, '%s' as symbol, origin_time // 1000 as timestamp,
                origin_time // 1000 + 5000 as local_timestamp, is_snapshot, side, price,
                new_quantity as amount
            from read_parquet([%s])
            """;

    /** A day of a lane. */
    private record LaneDay(LaneId lane, String day) implements Comparable<LaneDay> {
        @Override
        public int compareTo(LaneDay other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Writes them beside the data, if they do not exist yet. */
    static CsvRecordings of(Dataset data) throws IOException {
        Path folder = data.folder().resolveSibling(data.folder().getFileName() + "-csv");
        CsvRecordings recordings =
                new CsvRecordings(
                        folder.resolve("gzipped"),
                        folder.resolve("plain"),
                        folder.resolve("parquet/deltas"));
        Path done = folder.resolve("done");
        if (!Files.exists(done)) {
            Folders.delete(folder);
            recordings.write(data);
            Files.createFile(done);
        }
        return recordings;
    }

    private void write(Dataset data) throws IOException {
        Files.createDirectories(gzipped);
        Files.createDirectories(plain);
        Map<LaneDay, List<InputListing>> days =
                InputListing.of(data.folder()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        file ->
                                                new LaneDay(
                                                        new LaneId(file.exchange(), file.symbol()),
                                                        file.dt()),
                                        TreeMap::new,
                                        Collectors.toList()));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<LaneDay, List<InputListing>> day : days.entrySet()) {
                write(statement, day.getKey(), day.getValue());
            }
        } catch (SQLException e) {
            throw new IOException("[" + data.folder() + "] cannot be written as CSV", e);
        }
    }

    private void write(Statement duck, LaneDay day, List<InputListing> files)
            throws IOException, SQLException {
        String rows =
                ROWS.formatted(
                        day.lane().exchange(),
                        day.lane().symbol(),
                        files.stream()
                                .map(file -> "'" + file.path() + "'")
                                .collect(Collectors.joining(", ")));
        String name =
                "%s_incremental_book_L2_%s_%s.csv"
                        .formatted(
                                day.lane().exchange().toLowerCase(Locale.ROOT),
                                day.day(),
                                HivePath.encode(day.lane().symbol()));
        Path folder =
                Files.createDirectories(
                        parquet.resolve(HivePath.of(day.lane())).resolve("dt=" + day.day()));
        copy(duck, rows, gzipped.resolve(name + ".gz"), "header, compression gzip");
        copy(duck, rows, plain.resolve(name), "header");
        copy(duck, rows, folder.resolve("1.parquet"), "format parquet, row_group_size 100000");
    }

    private static void copy(Statement duck, String rows, Path file, String options)
            throws SQLException {
        duck.execute("copy (%s) to '%s' (%s)".formatted(rows, file, options));
    }
}
