// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * DuckDB copies columns to a Parquet file: no book, no order, no checkpoints. Either the input
 * columns unchanged, or the output columns as far as a query without a book can compute them.
 *
 * <p>Arguments: input, output file, threads, file for the figures, {@link Columns}.
 */
public final class DuckCopyRun {
    /** Which columns are written. */
    public enum Columns {
        /** The input's columns. */
        INPUT("* exclude (file_row_number)"),
        /** The columns of the events schema, in its types. */
        EVENTS(
                """
                file_row_number as event_seq,
                make_timestamp_ns(origin_time) as event_timestamp,
                'BOOK_DELTA' as event_type,
                update_id,
                null::bigint as trade_id,
                null::decimal(38, 18) as trade_price,
                null::decimal(38, 18) as trade_quantity,
                null::varchar as trade_side,
                null::struct(price decimal(38, 18), quantity decimal(38, 18))[] as bids,
                null::struct(price decimal(38, 18), quantity decimal(38, 18))[] as asks,
                null::boolean as is_snapshot,
                null::varchar as snapshot_kind,
                upper(side) as delta_side,
                price::decimal(38, 18) as delta_price,
                new_quantity::decimal(38, 18) as delta_quantity,
                false as last_in_message,
                'LIVE' as book_state,
                null::integer as certified_bids,
                null::integer as certified_asks,
                null::integer as covered_bids,
                null::integer as covered_asks
                """);

        private final String selected;

        Columns(String selected) {
            this.selected = selected;
        }
    }

    private DuckCopyRun() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of(args[1]).getParent());
        Columns columns = Columns.valueOf(args[4]);
        String input = args[0] + "/deltas/**/*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + Integer.parseInt(args[2]));
            long start = System.nanoTime();
            statement.execute(
                    """
                    copy (
                        select %s
                        from read_parquet('%s', hive_partitioning = false, file_row_number = true))
                    to '%s' (format parquet, compression zstd)
                    """
                            .formatted(columns.selected, input, args[1]));
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
