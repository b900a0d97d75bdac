// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of a grid, in their order. docs/grid.md defines each. */
public final class GridColumns {
    public static final String BUCKET_START = "bucket_start";
    public static final String BUCKET_END = "bucket_end";
    public static final String EVENT_TIMESTAMP = "event_timestamp";
    public static final String ARRIVAL_TIMESTAMP = "arrival_timestamp";
    public static final String UPDATE_ID = "update_id";
    public static final String EVENT_SEQ = "event_seq";
    public static final String BOOK_STATE = "book_state";
    public static final String LIVE_NS = "live_ns";
    public static final String CERTIFIED_BIDS = "certified_bids";
    public static final String CERTIFIED_ASKS = "certified_asks";
    public static final String MID = "mid";
    public static final String MICROPRICE = "microprice";
    public static final String SPREAD = "spread";
    public static final String IMBALANCE = "imbalance";
    public static final String OFI = "ofi";
    public static final String MESSAGES = "messages";
    public static final String TRADES = "trades";
    public static final String OPEN = "open";
    public static final String HIGH = "high";
    public static final String LOW = "low";
    public static final String CLOSE = "close";
    public static final String VWAP = "vwap";
    public static final String VOLUME = "volume";
    public static final String NOTIONAL = "notional";
    public static final String BUY_VOLUME = "buy_volume";
    public static final String SELL_VOLUME = "sell_volume";
    public static final String LAST_TRADE_PRICE = "last_trade_price";
    public static final String BOOK_AGE_NS = "book_age_ns";
    public static final String BID_AGE_NS = "bid_age_ns";
    public static final String ASK_AGE_NS = "ask_age_ns";
    public static final String TRADE_AGE_NS = "trade_age_ns";

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final GridValues values;

    /** What a column holds. */
    public enum Kind {
        /** Epoch ns. */
        TIME,
        LONG,
        INT,
        /** One of a few words. */
        WORD,
        /** A double. */
        REAL,
        /** DECIMAL(38,18). */
        DECIMAL
    }

    /**
     * A column.
     *
     * @param name its name
     * @param kind what it holds
     * @param isRequired whether it never is null
     */
    public record Column(String name, Kind kind, boolean isRequired) {}

    /**
     * The columns of a grid.
     *
     * @param isTimed whether a row stands for a bucket of time, and not for a message
     * @param depth levels per side
     * @param bands widths of the depth bands, basis points of the mid
     */
    public GridColumns(boolean isTimed, int depth, List<Integer> bands, GridValues values) {
        this.values = values;
        if (isTimed) {
            required(Kind.TIME, BUCKET_START, BUCKET_END);
        } else {
            required(Kind.TIME, EVENT_TIMESTAMP);
            optional(Kind.TIME, ARRIVAL_TIMESTAMP);
            optional(Kind.LONG, UPDATE_ID);
        }
        required(Kind.LONG, EVENT_SEQ);
        required(Kind.WORD, BOOK_STATE);
        if (isTimed) {
            required(Kind.LONG, LIVE_NS);
        }
        optional(Kind.INT, CERTIFIED_BIDS, CERTIFIED_ASKS);
        for (int level = 1; level <= depth; level++) {
            numbers(bidPrice(level), bidQuantity(level), askPrice(level), askQuantity(level));
        }
        numbers(MID, MICROPRICE, SPREAD);
        optional(Kind.REAL, IMBALANCE);
        for (int band : bands) {
            numbers(bidDepth(band), askDepth(band));
        }
        numbers(OFI);
        if (isTimed) {
            required(Kind.LONG, MESSAGES);
        }
        required(Kind.LONG, TRADES);
        numbers(OPEN, HIGH, LOW, CLOSE, VWAP);
        numbers(VOLUME, NOTIONAL, BUY_VOLUME, SELL_VOLUME, LAST_TRADE_PRICE);
        optional(Kind.LONG, BOOK_AGE_NS, BID_AGE_NS, ASK_AGE_NS, TRADE_AGE_NS);
    }

    public static String bidPrice(int level) {
        return "bid_price_" + level;
    }

    public static String bidQuantity(int level) {
        return "bid_quantity_" + level;
    }

    public static String askPrice(int level) {
        return "ask_price_" + level;
    }

    public static String askQuantity(int level) {
        return "ask_quantity_" + level;
    }

    public static String bidDepth(int band) {
        return "bid_depth_" + band + "bp";
    }

    public static String askDepth(int band) {
        return "ask_depth_" + band + "bp";
    }

    private void required(Kind kind, String... names) {
        add(kind, true, names);
    }

    private void optional(Kind kind, String... names) {
        add(kind, false, names);
    }

    private void numbers(String... names) {
        optional(values == GridValues.DECIMAL ? Kind.DECIMAL : Kind.REAL, names);
    }

    private void add(Kind kind, boolean isRequired, String... names) {
        for (String name : names) {
            places.put(name, columns.size());
            columns.add(new Column(name, kind, isRequired));
        }
    }

    /** The place of a column; it must exist. */
    public int place(String name) {
        return places.get(name);
    }

    public List<Column> all() {
        return columns;
    }

    public GridValues values() {
        return values;
    }

    public int size() {
        return columns.size();
    }
}
