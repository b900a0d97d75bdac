// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Twins of the field cases: small recordings of the same shapes, made by DuckDB around a middle
 * price of their own, so that these shapes are tried where there are no golden data.
 */
public final class FieldTwins {
    /** The middle of the books. */
    public static final long MID = 3_000;

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    /** This many levels per side around the middle, the nearest of quantity 1. */
    private static final String LADDER =
            """
            (select unnest(['bid', 'ask']) as side, unnest([%1$d - k, %1$d + k])::double as price,
                k::double as quantity from range(1, %2$d) x(k))
            """;

    private FieldTwins() {}

    /** Writes the twin of a case and answers with its folder. */
    public static Path write(Path root, String name) {
        Path folder = root.resolve(name);
        String asWritten = "select * exclude step, 'X' as symbol from (%s) order by step";
        String tardis =
                """
                select 'venue' as exchange, 'X' as symbol, origin_time // 1000 as "timestamp",
                    received_time // 1000 as local_timestamp, is_snapshot, side, price,
                    new_quantity as amount
                from (%s) order by step
                """;
        switch (name) {
            case "all_snapshot" -> copy(folder, tardis.formatted(fullBooks()));
            case "all_snapshot_oscillating" -> copy(folder, tardis.formatted(oscillating()));
            case "two_snapshots" -> copy(folder, tardis.formatted(twoSnapshots()));
            case "u_first_zero" -> copy(folder, asWritten.formatted(zeroFirstIds()));
            case "pu_zero" -> copy(folder, asWritten.formatted(zeroPreviousIds()));
            case "bybit_auto_gap" -> copy(folder, asWritten.formatted(missingIds()));
            case "bybit_auto_resub" -> copy(folder, asWritten.formatted(newSubscription()));
            case "bybit_u1_live" -> copy(folder, asWritten.formatted(restart(true)));
            case "bybit_u1_cold" -> copy(folder, asWritten.formatted(restart(false)));
            case "okx_reset" -> copy(folder, asWritten.formatted(heartbeats()));
            case "kucoin_zero" -> copy(folder, asWritten.formatted(idOnly()));
            case "one_sided" -> copy(folder, tardis.formatted(oneSided()));
            case "side_vanishes" -> copy(folder, asWritten.formatted(sideVanishes()));
            default -> throw new IllegalArgumentException("no twin of " + name);
        }
        return folder;
    }

    private static void copy(Path folder, String sql) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DuckDb.run(
                "copy (%s) to '%s' (format parquet)"
                        .formatted(sql, folder.resolve("twin.parquet")));
    }

    /** Rows of a step, 100 ms each, in the columns of all shapes. */
    private static String rows(
            String step, String id, String first, String previous, boolean snapshot, String of) {
        return """
               select %1$s as step, %2$d + (%1$s)::bigint * 100000000 as origin_time,
                   %2$d + (%1$s)::bigint * 100000000 + 5000000 as received_time, %3$s as update_id,
                   %4$s as first_update_id, %5$s as prev_update_id, side, price,
                   quantity as new_quantity, %6$s as is_snapshot
               from %7$s
               """
                .formatted(step, START, id, first, previous, snapshot, of);
    }

    private static String ladder(int levels) {
        return LADDER.formatted(MID, levels + 1);
    }

    /** Rows that are written out: side, offset from the middle, quantity. */
    private static String listed(String... rows) {
        StringBuilder values = new StringBuilder();
        for (String row : rows) {
            String[] words = row.split(" ");
            values.append(values.isEmpty() ? "" : ", ")
                    .append(
                            "('%s', %s::double, %s::double)"
                                    .formatted(words[0], words[1], words[2]));
        }
        return "(select side, offset_ + %d as price, quantity from (values %s) v(side, offset_, quantity))"
                .formatted(MID, values);
    }

    /** A bid of a message whose step is {@code s}. */
    private static String bids(long from, long to) {
        return "(select 'bid' as side, %d - (1 + s %% 5)::double as price, (s %% 7 + 1)::double as quantity, s from range(%d, %d) r(s))"
                .formatted(MID, from, to);
    }

    private static String union(String... selects) {
        return String.join(" union all ", selects);
    }

    private static String snapshot(long step, long id, int levels) {
        return rows(Long.toString(step), Long.toString(id), "null", "null", true, ladder(levels));
    }

    /** Every book lies 20 above the one before. */
    private static String fullBooks() {
        return rows(
                "s",
                "null",
                "null",
                "null",
                true,
                """
                (select s, side, price + 20 * s as price, quantity
                    from range(0, 50) r(s), %s)
                """
                        .formatted(ladder(3)));
    }

    /**
     * Books of two or three levels per side in one region: one place of three is empty in turns.
     */
    private static String oscillating() {
        return rows(
                "s",
                "null",
                "null",
                "null",
                true,
                "(select s, side, price, quantity + s as quantity from range(0, 50) r(s), %s where (quantity::int + s) %% 3 <> 0)"
                        .formatted(ladder(3)));
    }

    private static String twoSnapshots() {
        return union(
                rows("0", "null", "null", "null", true, ladder(4)),
                rows("1", "null", "null", "null", false, listed("bid -1 7")),
                rows("600", "null", "null", "null", true, ladder(4)),
                rows(
                        "601",
                        "null",
                        "null",
                        "null",
                        true,
                        listed("bid -2 2", "bid -3 3", "ask 1 1", "ask 3 3")),
                rows("602", "null", "null", "null", false, listed("ask 5 9")));
    }

    private static String zeroFirstIds() {
        return union(
                rows("0", "100", "0", "null", true, ladder(5)),
                rows("s", "100 + s", "0", "null", false, bids(1, 21)),
                rows("s", "160 + s", "0", "null", false, bids(21, 41)));
    }

    private static String zeroPreviousIds() {
        return union(
                rows("0", "100", "100", "0", true, ladder(5)),
                rows("s", "100 + 3 * s", "98 + 3 * s", "0", false, bids(1, 51)));
    }

    /** 50 ids are missing. */
    private static String missingIds() {
        return union(
                snapshot(0, 100, 5),
                rows("s", "100 + s", "null", "null", false, bids(1, 2_501)),
                rows("s", "150 + s", "null", "null", false, bids(2_501, 4_001)));
    }

    /** A new subscription with its snapshot, and 50 ids that are missing later. */
    private static String newSubscription() {
        return union(
                snapshot(0, 100, 5),
                rows("s", "100 + s", "null", "null", false, bids(1, 2_001)),
                snapshot(2_500, 2_601, 5),
                rows("s", "101 + s", "null", "null", false, bids(2_501, 3_501)),
                rows("s", "151 + s", "null", "null", false, bids(3_501, 4_501)));
    }

    private static String restart(boolean startsLive) {
        String old = rows("s", "5000000 + s", "null", "null", false, bids(1, 1_501));
        String young = rows("1601 + s", "2 + s", "null", "null", false, bids(0, 1_500));
        String fresh = snapshot(1_600, 1, 5);
        return startsLive
                ? union(snapshot(0, 5_000_000, 5), old, fresh, young)
                : union(old, fresh, young);
    }

    private static String heartbeats() {
        return union(
                rows("0", "10", "null", "-1", true, ladder(5)),
                rows("1", "15", "null", "10", false, listed("bid -1 4")),
                rows("2", "3", "null", "15", false, listed("bid -2 4")),
                rows("3", "5", "null", "3", false, listed("bid -3 8")),
                rows("4", "5", "null", "5", false, listed("bid -4 9")),
                rows("5", "20", "null", "5", false, listed("bid -5 1")),
                rows("6", "25", "null", "22", false, listed("bid -5 2")));
    }

    private static String idOnly() {
        String nothing = "(select 'ask' as side, 0::double as price, 0::double as quantity)";
        return union(
                rows("0", "100", "null", "null", true, ladder(5)),
                rows("1", "101", "101", "null", false, nothing),
                rows("2", "102", "102", "null", false, listed("bid -1 5")),
                rows("3", "104", "103", "null", false, nothing),
                rows("3", "104", "103", "null", false, listed("ask 1 9")),
                rows("4", "105", "105", "null", false, listed("bid -2 0")));
    }

    private static String oneSided() {
        return union(
                rows("0", "null", "null", "null", true, listed("ask 1 10", "ask 2 25", "ask 4 40")),
                rows("1", "null", "null", "null", false, listed("ask 1 12")),
                rows("2", "null", "null", "null", false, listed("ask 2 0")),
                rows("3", "null", "null", "null", false, listed("ask 3 5")));
    }

    private static String sideVanishes() {
        return union(
                rows("0", "100", "null", "null", true, listed("bid -1 3", "ask 1 25", "ask 2 40")),
                rows("1", "105", "null", "100", false, listed("bid -1 0")),
                rows("600", "200", "null", "null", true, listed("ask 1 20", "ask 3 4")),
                rows("601", "210", "null", "200", false, listed("ask 3 6")));
    }
}
