// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import io.deltabook.job.testing.RunOutput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A lane's books, rebuilt from the rows of its events files alone in the most obvious way: sorted
 * maps, one event after another. Neither quotes nor periods are read.
 */
final class ReplayedLane {
    /**
     * An event.
     *
     * @param time epoch ns
     * @param side null unless it is a delta
     * @param isEnd whether the book is consistent after it
     */
    record Event(
            long seq,
            long time,
            String type,
            String side,
            BigDecimal price,
            BigDecimal quantity,
            boolean isEnd,
            String state) {}

    /** The best levels after a message, null on an empty side and in WAITING. */
    record Top(
            long seq,
            long time,
            BigDecimal bid,
            BigDecimal bidQuantity,
            BigDecimal ask,
            BigDecimal askQuantity,
            String state) {
        boolean isLive() {
            return state.equals("LIVE");
        }

        double mid() {
            return (bid.doubleValue() + ask.doubleValue()) / 2;
        }

        private boolean says(Top other) {
            return other != null
                    && List.of(texts()).equals(List.of(other.texts()))
                    && state.equals(other.state);
        }

        String[] texts() {
            return new String[] {"" + bid, "" + bidQuantity, "" + ask, "" + askQuantity};
        }
    }

    final String name;
    final List<Event> events = new ArrayList<>();

    /** Each change of the best levels or of the state, from the first book on. */
    final List<Top> tops = new ArrayList<>();

    private final Map<Long, List<String[]>> resyncs = new HashMap<>();
    private final NavigableMap<BigDecimal, BigDecimal> bids =
            new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    /** How many events the book has. */
    private int applied;

    private ReplayedLane(String name) {
        this.name = name;
    }

    static ReplayedLane of(RunOutput output, String name) {
        ReplayedLane lane = new ReplayedLane(name);
        String where = " from $events where exchange || '|' || symbol = '%s' ".formatted(name);
        for (String row :
                output.rows(
                        """
                        select event_seq, epoch_ns(event_timestamp), event_type, delta_side, delta_price::varchar,
                            delta_quantity::varchar, last_in_message, book_state
                        """
                                + where
                                + "order by event_seq")) {
            lane.add(row.split("\\|"));
        }
        String levels =
                "select event_seq, '%s', level.price::varchar, level.quantity::varchar from (select event_seq, unnest(%s) as level"
                        + where
                        + "and snapshot_kind = 'RESYNC')";
        for (String side : List.of("bids", "asks")) {
            for (String row : output.rows(levels.formatted(side, side))) {
                String[] level = row.split("\\|");
                lane.resyncs
                        .computeIfAbsent(Long.parseLong(level[0]), key -> new ArrayList<>())
                        .add(level);
            }
        }
        lane.tops();
        return lane;
    }

    private void add(String[] row) {
        boolean isDelta = row[2].equals("BOOK_DELTA");
        events.add(
                new Event(
                        Long.parseLong(row[0]),
                        Long.parseLong(row[1]),
                        row[2],
                        isDelta ? row[3] : null,
                        isDelta ? new BigDecimal(row[4]) : null,
                        isDelta ? new BigDecimal(row[5]) : null,
                        row[6].equals("true") || row[2].equals("BOOK_SNAPSHOT"),
                        row[7]));
    }

    private void apply(Event event) {
        List<String[]> whole = resyncs.get(event.seq());
        if (whole != null) {
            bids.clear();
            asks.clear();
            for (String[] level : whole) {
                (level[1].equals("bids") ? bids : asks)
                        .put(new BigDecimal(level[2]), new BigDecimal(level[3]));
            }
        } else if (event.side() != null) {
            NavigableMap<BigDecimal, BigDecimal> side = event.side().equals("BID") ? bids : asks;
            if (event.quantity().signum() == 0) {
                side.remove(event.price());
            } else {
                side.put(event.price(), event.quantity());
            }
        }
    }

    private void tops() {
        boolean hasBook = false;
        Top before = null;
        for (Event event : events) {
            apply(event);
            applied++;
            hasBook |= resyncs.containsKey(event.seq());
            if (event.isEnd() && hasBook) {
                Top top = top(event);
                if (!top.says(before)) {
                    tops.add(top);
                    before = top;
                }
            }
        }
    }

    private Top top(Event event) {
        boolean isDead = event.state().equals("WAITING");
        Map.Entry<BigDecimal, BigDecimal> bid = isDead ? null : bids.firstEntry();
        Map.Entry<BigDecimal, BigDecimal> ask = isDead ? null : asks.firstEntry();
        return new Top(
                event.seq(),
                event.time(),
                bid == null ? null : bid.getKey(),
                bid == null ? null : bid.getValue(),
                ask == null ? null : ask.getKey(),
                ask == null ? null : ask.getValue(),
                event.state());
    }

    /** The newest change of the best levels before a time, null if there is none. */
    Top before(long nanos) {
        Top newest = null;
        for (Top top : tops) {
            if (top.time() >= nanos) {
                break;
            }
            newest = top;
        }
        return newest;
    }

    /** Levels of the book after all events before a time: side, price and quantity, best first. */
    List<String> levels(long beforeNanos, int depth) {
        replay(event -> event.time() < beforeNanos);
        List<String> levels = new ArrayList<>();
        bids.entrySet().stream()
                .limit(depth)
                .forEach(level -> levels.add("BID|" + level.getKey() + "|" + level.getValue()));
        asks.entrySet().stream()
                .limit(depth)
                .forEach(level -> levels.add("ASK|" + level.getKey() + "|" + level.getValue()));
        return levels;
    }

    /** Quantity within a share of the mid on both sides, after an event: bids, asks. */
    List<BigDecimal> depth(long seq, double share) {
        replay(event -> event.seq() <= seq);
        double mid = (bids.firstKey().doubleValue() + asks.firstKey().doubleValue()) / 2;
        BigDecimal bid = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> level : bids.entrySet()) {
            if (level.getKey().doubleValue() >= mid * (1 - share)) {
                bid = bid.add(level.getValue());
            }
        }
        BigDecimal ask = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> level : asks.entrySet()) {
            if (level.getKey().doubleValue() <= mid * (1 + share)) {
                ask = ask.add(level.getValue());
            }
        }
        return List.of(bid, ask);
    }

    /** Goes on from where it was, if that is not too far. */
    private void replay(Predicate<Event> isIn) {
        if (applied > 0 && !isIn.test(events.get(applied - 1))) {
            bids.clear();
            asks.clear();
            applied = 0;
        }
        while (applied < events.size() && isIn.test(events.get(applied))) {
            apply(events.get(applied++));
        }
    }
}
