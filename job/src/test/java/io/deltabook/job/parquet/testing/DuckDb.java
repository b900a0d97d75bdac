// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The independent engine that reads back what the job wrote, and writes input in its own way. */
public final class DuckDb {
    private DuckDb() {}

    /** Rows of a query, each value as text and null as {@code null}, joined by {@code |}. */
    public static List<String> rows(String sql) {
        return rows("", sql);
    }

    /** Rows of a query after statements without a result, none if they are blank. */
    public static List<String> rows(String before, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (!before.isBlank()) {
                statement.execute(before);
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                return texts(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "DuckDB must run " + sql + ", but: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
                row.append(column == 1 ? "" : "|").append(result.getString(column));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** Runs a statement without a result, such as {@code copy … to}. */
    public static void run(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "DuckDB must run " + sql + ", but: " + e.getMessage(), e);
        }
    }

    /** A query's rows are these, in this order. */
    public static void assertRows(String sql, String... expected) {
        assertThat(rows(sql)).as(sql).containsExactly(expected);
    }

    /** The single value of a query, which is a whole number. */
    public static long number(String sql) {
        return Long.parseLong(value(sql));
    }

    /** The single value of a query. */
    public static String value(String sql) {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new IllegalStateException("one row expected of " + sql + ", but was " + rows);
        }
        return rows.get(0);
    }
}
