// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Checks that an output contains the deltas of its input, both read by DuckDB: their number, and an
 * order-independent digest of id, side, price and quantity.
 */
public final class Gate {
    private static final String DIGEST =
            "select count(*), sum(hash(symbol, update_id, %s, %s::decimal(18, 8),"
                    + " %s::decimal(18, 8))) from read_parquet('%s/**/*.parquet',"
                    + " hive_partitioning = true, hive_types_autocast = false) where %s";

    /** Number of deltas and their digest. */
    public record Deltas(long count, String digest) {}

    private Gate() {}

    /**
     * Compares an output with its input.
     *
     * @throws IllegalStateException if they differ
     */
    public static Deltas require(String name, Path input, Path output) {
        Deltas in =
                deltas(
                        "side = 'bid'",
                        "price",
                        "new_quantity",
                        input.resolve("deltas"),
                        "not is_snapshot");
        Deltas out =
                deltas(
                        "delta_side = 'BID'",
                        "delta_price",
                        "delta_quantity",
                        output.resolve("events"),
                        "event_type = 'BOOK_DELTA'");
        if (!in.equals(out)) {
            throw new IllegalStateException(
                    "%s must write the deltas of its input, %s, but wrote %s"
                            .formatted(name, in, out));
        }
        return out;
    }

    private static Deltas deltas(
            String isBid, String price, String quantity, Path folder, String condition) {
        String sql = DIGEST.formatted(isBid, price, quantity, folder, condition);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new Deltas(result.getLong(1), result.getString(2));
        } catch (SQLException e) {
            throw new IllegalStateException("[" + folder + "] cannot be compared", e);
        }
    }
}
