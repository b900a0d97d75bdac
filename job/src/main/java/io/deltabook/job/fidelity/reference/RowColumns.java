// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.importing.LevelField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which columns of a file hold the times and the levels of books: wide snapshots as Tardis and
 * Crypto Lake name them, or best bid and ask.
 */
final class RowColumns {
    private static final int NONE = -1;
    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "event_time",
                    List.of(
                            "event_timestamp",
                            "origin_time",
                            "event_time",
                            "timestamp",
                            "exchange_time",
                            "time",
                            "ts"),
                    "arrival_time",
                    List.of(
                            "arrival_timestamp",
                            "received_time",
                            "receipt_timestamp",
                            "local_timestamp",
                            "arrival_time"),
                    "bid_price",
                    List.of("bid_price", "best_bid_price", "best_bid", "bid"),
                    "bid_quantity",
                    List.of(
                            "bid_quantity",
                            "bid_amount",
                            "bid_size",
                            "best_bid_qty",
                            "bid_qty",
                            "best_bid_size"),
                    "ask_price",
                    List.of("ask_price", "best_ask_price", "best_ask", "ask"),
                    "ask_quantity",
                    List.of(
                            "ask_quantity",
                            "ask_amount",
                            "ask_size",
                            "best_ask_qty",
                            "ask_qty",
                            "best_ask_size"),
                    "exchange",
                    List.of("exchange"),
                    "symbol",
                    List.of("symbol"));

    private final int eventTime;
    private final int arrivalTime;
    private final int exchange;
    private final int symbol;
    private final List<int[]> bids;
    private final List<int[]> asks;

    private RowColumns(
            int eventTime,
            int arrivalTime,
            int exchange,
            int symbol,
            List<int[]> bids,
            List<int[]> asks) {
        this.eventTime = eventTime;
        this.arrivalTime = arrivalTime;
        this.exchange = exchange;
        this.symbol = symbol;
        this.bids = bids;
        this.asks = asks;
    }

    /** The names that a user may give columns. */
    static List<String> roles() {
        return NAMES.keySet().stream().sorted().toList();
    }

    /**
     * Finds the columns.
     *
     * @param given names of columns by role, which take precedence
     * @throws BadInputException if times or levels have no column
     */
    static RowColumns of(Path file, List<String> names, Map<String, String> given) {
        int event = column(file, names, given, "event_time");
        int arrival = column(file, names, given, "arrival_time");
        if (event == NONE && arrival == NONE) {
            throw missing(file, names, "event_time");
        }
        List<int[]> bids = levels(names, Side.BID);
        List<int[]> asks = levels(names, Side.ASK);
        boolean isQuotes = bids.isEmpty() && asks.isEmpty() || given.containsKey("bid_price");
        return new RowColumns(
                event,
                arrival,
                column(file, names, given, "exchange"),
                column(file, names, given, "symbol"),
                isQuotes ? best(file, names, given, "bid") : bids,
                isQuotes ? best(file, names, given, "ask") : asks);
    }

    private static List<int[]> best(
            Path file, List<String> names, Map<String, String> given, String side) {
        int price = column(file, names, given, side + "_price");
        int quantity = column(file, names, given, side + "_quantity");
        if (price == NONE || quantity == NONE) {
            throw missing(file, names, side + (price == NONE ? "_price" : "_quantity"));
        }
        return List.of(new int[] {price, quantity});
    }

    private static BadInputException missing(Path file, List<String> names, String role) {
        List<String> plain = names.stream().limit(30).map(PlainText::of).toList();
        return new BadInputException(
                "[%s] a column must hold the %s of books or quotes, but none of these is known for it: %s; name it with --columns %s=COLUMN"
                        .formatted(file, role, String.join(", ", plain), role));
    }

    private static int column(
            Path file, List<String> names, Map<String, String> given, String role) {
        String name = given.get(role);
        if (name != null) {
            if (!names.contains(name)) {
                throw new BadInputException(
                        "[%s] --columns %s must be a column, but is %s, and there are %s"
                                .formatted(file, role, PlainText.of(name), names));
            }
            return names.indexOf(name);
        }
        for (String known : NAMES.get(role)) {
            if (names.contains(known)) {
                return names.indexOf(known);
            }
        }
        return NONE;
    }

    private static List<int[]> levels(List<String> names, Side side) {
        List<int[]> levels = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            LevelField field = LevelField.of(names.get(i));
            if (field != null && field.side() == side) {
                while (levels.size() <= field.level()) {
                    levels.add(new int[] {NONE, NONE});
                }
                levels.get(field.level())[field.isPrice() ? 0 : 1] = i;
            }
        }
        int whole = 0;
        while (whole < levels.size() && levels.get(whole)[0] >= 0 && levels.get(whole)[1] >= 0) {
            whole++;
        }
        return levels.subList(0, whole);
    }

    /** Time of the row that a table is at; {@link RowTimes#NONE} if it has none. */
    long nanos(RowTable table) {
        long nanos = eventTime == NONE ? RowTimes.NONE : RowTimes.nanos(table.text(eventTime));
        return nanos == RowTimes.NONE && arrivalTime != NONE
                ? RowTimes.nanos(table.text(arrivalTime))
                : nanos;
    }

    /** Exchange of the row; empty if no column tells. */
    String exchange(RowTable table) {
        return exchange == NONE ? "" : table.text(exchange);
    }

    /** Symbol of the row; empty if no column tells. */
    String symbol(RowTable table) {
        return symbol == NONE ? "" : table.text(symbol);
    }

    /** Levels of a side that there are columns for. */
    int depth() {
        return Math.max(bids.size(), asks.size());
    }

    /** The levels of the row; one without a price or a quantity above 0 ends its side. */
    void list(RowTable table, BookTop to) {
        to.clear();
        list(table, bids, Side.BID, to);
        list(table, asks, Side.ASK, to);
    }

    private static void list(RowTable table, List<int[]> columns, Side side, BookTop to) {
        for (int level = 0; level < Math.min(columns.size(), to.depth()); level++) {
            double price = table.number(columns.get(level)[0]);
            double quantity = table.number(columns.get(level)[1]);
            if (Double.isNaN(price) || !(quantity > 0)) {
                return;
            }
            to.add(side, price, quantity);
        }
    }
}
