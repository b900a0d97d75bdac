// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.testing;

import io.deltabook.job.parquet.testing.DuckDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grid of a lane as DuckDB computes it of the events alone, by grouping and sorting instead of
 * replaying; and where a grid of exact decimals differs from it.
 */
public final class GridOracle {
    private static final String INPUT =
            """
            create macro exact(x) as x::decimal(20, 8);
            create table e as
                select event_seq seq, epoch_ns(event_timestamp) t,
                    max(epoch_ns(event_timestamp)) over (order by event_seq) clock,
                    event_type, book_state, snapshot_kind, last_in_message, delta_side, delta_price,
                    delta_quantity, bids, asks, trade_side, trade_price, trade_quantity,
                    last_in_message or snapshot_kind is not null is_book
                from read_parquet('%s');
            create table held as
                from (select clock, book_state, lead(clock) over (order by seq) as until from e) where book_state = 'LIVE';
            create table best as %s;
            """;

    /** A bucket is known by the number of its last event. */
    private static final String BUCKETS =
            """
            create table b as
                with hours as (select distinct t // 3600000000000 h from e),
                last as (select max(clock) // %1$d bucket from e)
                select bucket * %1$d s, (bucket + 1) * %1$d f,
                    (select max(seq) from e where clock < (bucket + 1) * %1$d) seq
                from (select unnest(generate_series(
                    (select min(clock) // %1$d from e), (select bucket from last) - %2$d)) bucket)
                where exists (from hours where h between bucket * %1$d // 3600000000000
                    and ((bucket + 1) * %1$d - 1) // 3600000000000);
            """;

    /** In a row a message, the bucket is what came since the one before. */
    private static final String MESSAGES =
            """
            create table b as
                select row_number() over (order by seq) n, t s, clock f, seq, lag(seq, 1, -1) over (order by seq) since
                from e where last_in_message or snapshot_kind = 'RESYNC';
            """;

    /** The levels of each bucket's book: the newest quantity since the newest deep snapshot. */
    private static final String BOOKS =
            """
            create table anchor as
                select b.seq, coalesce(max(a.seq), -1) anchor,
                    any_value(s.book_state) state
                from b join e s on s.seq = b.seq
                left join e a on a.seq <= b.seq and a.snapshot_kind in ('RESYNC', 'PERIODIC', 'CLOSING')
                group by b.seq;
            create table change as
                select seq, seq anchor, 'BID' side, unnest(bids, recursive := true) from e where snapshot_kind in ('RESYNC', 'PERIODIC', 'CLOSING')
                union all by name
                select seq, seq anchor, 'ASK' side, unnest(asks, recursive := true) from e where snapshot_kind in ('RESYNC', 'PERIODIC', 'CLOSING');
            create table level as
                with candidate as (
                    select a.seq, c.side, c.price, 0 place, c.quantity
                    from anchor a join change c on c.seq = a.anchor where a.state <> 'WAITING'
                    union all
                    select a.seq, d.delta_side, d.delta_price, d.seq, d.delta_quantity
                    from anchor a join e d on d.seq > a.anchor and d.seq <= a.seq and d.event_type = 'BOOK_DELTA'
                    where a.state <> 'WAITING' and (a.anchor >= 0 or
                        (select book_state from e where seq = 0) = 'SUSPECT')),
                newest as (
                    select seq, side, exact(price) price, exact(arg_max(quantity, place)) quantity
                    from candidate group by seq, side, price)
                select seq, side, price, quantity,
                    row_number() over (partition by seq, side
                        order by case side when 'BID' then -price else price end) as level
                from newest where quantity > 0;
            create table top as
                select b.seq, bid.price bid, bid.quantity bid_quantity, ask.price ask, ask.quantity ask_quantity
                from b left join level bid on bid.seq = b.seq and bid.side = 'BID' and bid.level = 1
                left join level ask on ask.seq = b.seq and ask.side = 'ASK' and ask.level = 1;
            create table flow as
                with pair as (
                    select best.*, e.t, e.clock, e.snapshot_kind is not distinct from 'RESYNC' is_loaded,
                        e.snapshot_kind is not null is_listed,
                        lag(bid) over w old_bid, lag(bid_quantity) over w old_bid_quantity,
                        lag(ask) over w old_ask, lag(ask_quantity) over w old_ask_quantity
                    from best join e using (seq) window w as (order by seq))
                select seq, t, clock,
                    bid is distinct from old_bid or bid_quantity is distinct from old_bid_quantity is_bid,
                    ask is distinct from old_ask or ask_quantity is distinct from old_ask_quantity is_ask,
                    case when is_listed and not is_bid and not is_ask then null
                        when not is_loaded and bid + ask + old_bid + old_ask is not null then
                        case when bid >= old_bid then bid_quantity else 0 end
                        - case when bid <= old_bid then old_bid_quantity else 0 end
                        - case when ask <= old_ask then ask_quantity else 0 end
                        + case when ask >= old_ask then old_ask_quantity else 0 end end as ofi
                from pair;
            """;

    private static final String EXPECTED =
            """
            create table x as
                select b.s, b.f, b.seq event_seq, last.book_state,
                    %2$s
                    top.*exclude (seq),
                    exact((bid + ask) * 0.5) as mid, ask - bid spread,
                    (bid::double * ask_quantity::double + ask::double * bid_quantity::double)
                        / (bid_quantity + ask_quantity)::double microprice,
                    (bid_quantity - ask_quantity)::double / (bid_quantity + ask_quantity)::double imbalance,
                    (select coalesce(sum(ofi), case when bid + ask is not null then 0 end) from flow where %1$s) as ofi,
                    coalesce((select sum(quantity) from level l where l.seq = b.seq and side = 'BID'
                        and price >= exact((bid + ask) * 0.5) * (1 - 0.0010)), case when bid + ask is not null then 0 end) as bid_depth_10bp,
                    coalesce((select sum(quantity) from level l where l.seq = b.seq and side = 'ASK'
                        and price <= exact((bid + ask) * 0.5) * (1 + 0.0010)), case when bid + ask is not null then 0 end) as ask_depth_10bp,
                    case when last.book_state <> 'WAITING' then b.f - (select arg_max(t, seq) from e where is_book and e.seq <= b.seq) end as book_age_ns,
                    case when bid is not null then b.f - (select arg_max(t, seq) from flow where is_bid and flow.seq <= b.seq) end as bid_age_ns,
                    case when ask is not null then b.f - (select arg_max(t, seq) from flow where is_ask and flow.seq <= b.seq) end as ask_age_ns,
                    (select b.f - arg_max(t, seq) from e where event_type = 'TRADE' and e.seq <= b.seq) as trade_age_ns,
                    (select exact(arg_max(trade_price, seq)) from e where event_type = 'TRADE' and e.seq <= b.seq) as last_trade_price,
                    bar.*
                from b join e last on last.seq = b.seq join top on top.seq = b.seq
                left join lateral (
                    select count(*) as trades, exact(arg_min(trade_price, seq)) as open, exact(max(trade_price)) as high,
                        exact(min(trade_price)) as low, exact(arg_max(trade_price, seq)) as close,
                        coalesce(sum(exact(trade_quantity)), 0) as volume,
                        coalesce(sum(exact(trade_price) * trade_quantity::decimal(18, 8)), 0) as notional,
                        coalesce(sum(exact(trade_quantity)) filter (trade_side = 'BUY'), 0) as buy_volume,
                        coalesce(sum(exact(trade_quantity)) filter (trade_side = 'SELL'), 0) as sell_volume,
                        sum(exact(trade_price) * trade_quantity::decimal(18, 8))::double / sum(exact(trade_quantity))::double vwap
                    from e where event_type = 'TRADE' and %1$s) bar on true;
            """;

    private static final String TIMED =
            """
            (select count(*) from e where last_in_message and clock >= b.s and clock < b.f) as messages,
            (select coalesce(sum(least(coalesce(until, b.f), b.f) - greatest(clock, b.s)), 0)
                from held where clock < b.f and coalesce(until, b.f) > b.s) live_ns,
            """;

    private static final List<String> SAME =
            List.of(
                    "event_seq",
                    "book_state",
                    "mid",
                    "spread",
                    "ofi",
                    "bid_depth_10bp",
                    "ask_depth_10bp",
                    "trades",
                    "open",
                    "high",
                    "low",
                    "close",
                    "volume",
                    "notional",
                    "buy_volume",
                    "sell_volume",
                    "last_trade_price",
                    "book_age_ns",
                    "bid_age_ns",
                    "ask_age_ns",
                    "trade_age_ns");

    /** Rounded in the grid to 18 decimals, here to a double. */
    private static final List<String> NEAR = List.of("microprice", "imbalance", "vwap");

    private final String before;
    private final boolean isTimed;
    private final int depth;

    private GridOracle(String before, boolean isTimed, int depth) {
        this.before = before;
        this.isTimed = isTimed;
        this.depth = depth;
    }

    /**
     * The rows of a time grid, whose bands must have one of 10 basis points.
     *
     * @param events glob of the lane's files
     * @param best a query of the best bid and ask after each message or snapshot, at least after
     *     those that change them: {@code seq, bid, bid_quantity, ask, ask_quantity}
     * @param every length of a bucket, ns
     * @param isComplete whether the bucket of the last event has a row
     */
    public static GridOracle timed(
            Path events, String best, long every, boolean isComplete, int depth) {
        String before =
                INPUT.formatted(events, best)
                        + BUCKETS.formatted(every, isComplete ? 0 : 1)
                        + BOOKS
                        + EXPECTED.formatted("clock >= b.s and clock < b.f", TIMED);
        return new GridOracle(before, true, depth);
    }

    /** As above, a row a message. */
    public static GridOracle messages(Path events, String best, int depth) {
        String before =
                INPUT.formatted(events, best)
                        + MESSAGES
                        + BOOKS
                        + EXPECTED.formatted("seq > b.since and seq <= b.seq", "");
        return new GridOracle(before, false, depth);
    }

    /**
     * Number of rows, then each column that differs with the number of rows in which it does.
     *
     * @param grid glob of the grid's files
     */
    public List<String> compare(Path grid) {
        String read =
                """
                create table g as select *, epoch_ns(%s) s from read_parquet('%s', hive_partitioning = false);
                create table pair as select * from (select coalesce(g.s, x.s) place, %s from g full join x on %s);
                """
                        .formatted(
                                isTimed ? "bucket_start" : "event_timestamp",
                                grid,
                                Stream.of("x.s is null more", "g.s is null missing", differences())
                                        .collect(Collectors.joining(", ")),
                                isTimed ? "g.s = x.s" : "g.event_seq = x.event_seq");
        List<String> counts = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("more", "missing"));
        names.addAll(columns());
        String sums =
                names.stream()
                        .map(name -> "count(*) filter (\"" + name + "\")")
                        .collect(Collectors.joining(", "));
        String[] found =
                DuckDb.rows(before + read, "select count(*), " + sums + " from pair")
                        .get(0)
                        .split("\\|");
        counts.add(found[0] + " rows");
        for (int i = 0; i < names.size(); i++) {
            if (!found[i + 1].equals("0")) {
                counts.add(names.get(i) + " differs in " + found[i + 1]);
            }
        }
        return counts;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(SAME);
        if (isTimed) {
            columns.add("messages");
            columns.add("live_ns");
        }
        columns.addAll(NEAR);
        for (int level = 1; level <= depth; level++) {
            for (String name :
                    List.of("bid_price_", "bid_quantity_", "ask_price_", "ask_quantity_")) {
                columns.add(name + level);
            }
        }
        return columns;
    }

    private String differences() {
        List<String> terms = new ArrayList<>();
        for (String column : columns()) {
            String term;
            if (NEAR.contains(column)) {
                term =
                        "(g.%1$s is null) <> (x.%1$s is null) or abs(g.%1$s::double - x.%1$s) > 1e-9"
                                .formatted(column);
            } else if (column.matches("(bid|ask)_(price|quantity)_[0-9]+")) {
                String[] words = column.split("_");
                term =
                        "g.%s is distinct from (select %s from level l where l.seq = x.event_seq and side = '%s' and level = %s)"
                                .formatted(
                                        column,
                                        words[1],
                                        words[0].toUpperCase(Locale.ROOT),
                                        words[2]);
            } else {
                term = "g.\"%1$s\" is distinct from x.\"%1$s\"".formatted(column);
            }
            terms.add("(" + term + ") \"" + column + "\"");
        }
        return String.join(", ", terms);
    }
}
