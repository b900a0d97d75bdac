// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.engine.DeltaScenario.Ids;
import io.deltabook.engine.DeltaScenario.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * An exchange with a true book: publishes messages with ids of a mode, and snapshots of its past.
 */
final class RandomVenue {
    private static final int PAST = 12;

    private final Random random;
    private final SequenceMode mode;
    private final double crossing;
    private final int width;
    private final List<Moment> past = new ArrayList<>();
    private TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private TreeMap<Long, Long> asks = new TreeMap<>();
    private long mid;
    private long id;

    /** A message as published. */
    record Message(Ids ids, List<Level> levels) {}

    /** The book after the message of an id. */
    record Moment(long id, TreeMap<Long, Long> bids, TreeMap<Long, Long> asks) {}

    /**
     * A venue.
     *
     * @param crossing chance that a change crosses the book
     * @param width prices a side
     * @param mid where the middle begins; its moves cross the book, too
     */
    RandomVenue(Random random, SequenceMode mode, double crossing, int width, long mid) {
        this.random = random;
        this.mode = mode;
        this.crossing = crossing;
        this.width = width;
        this.mid = mid;
        id = 1L + random.nextInt(1_000);
        for (int i = 0; i < width; i++) {
            change();
        }
        remember();
    }

    long id() {
        return id;
    }

    /** The next message; the book moves with it. */
    Message next() {
        long before = id;
        long step =
                switch (mode) {
                    case CONTIGUOUS -> 1;
                    case MONOTONIC, NONE -> random.nextInt(4);
                    default -> 1 + random.nextInt(4);
                };
        id += step;
        List<Level> levels = new ArrayList<>();
        int rows = 1 + (random.nextInt(10) == 0 ? random.nextInt(20) : random.nextInt(4));
        for (int i = 0; i < rows; i++) {
            levels.add(change());
        }
        remember();
        return new Message(idsAfter(before), levels);
    }

    private Ids idsAfter(long before) {
        return switch (mode) {
            case RANGE -> {
                boolean single = id == before + 1 && random.nextBoolean();
                yield new Ids(id, single ? Missing.ID : before + 1, Missing.ID);
            }
            case CHAIN -> new Ids(id, before + 1, before);
            default -> DeltaScenario.id(id);
        };
    }

    /** Ids are lost without a message to tell of them. */
    void skipIds(long count) {
        id += count;
        remember();
    }

    /** The numbering starts again. */
    void restart() {
        id = 1L + random.nextInt(50);
        past.clear();
        remember();
    }

    /** The next message of a numbering that starts again and says so by its previous id. */
    Message reset() {
        long before = id;
        id = 1L + random.nextInt(50);
        Message message = next();
        return new Message(DeltaScenario.chain(before, id), message.levels());
    }

    private Level change() {
        if (random.nextInt(8) == 0) {
            mid += random.nextInt(5) - 2;
        }
        Side side = random.nextBoolean() ? Side.BID : Side.ASK;
        boolean crosses = random.nextDouble() < crossing;
        long distance = crosses ? -random.nextInt(3) : 1 + random.nextInt(width);
        long price = side == Side.BID ? mid - distance : mid + distance;
        long quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
        TreeMap<Long, Long> levels = side == Side.BID ? bids : asks;
        if (quantity == 0) {
            levels.remove(price);
        } else {
            levels.put(price, quantity);
        }
        return new Level(side, price, quantity, null);
    }

    private void remember() {
        Moment now = new Moment(id, new TreeMap<>(bids), new TreeMap<>(asks));
        past.add(now);
        if (past.size() > PAST) {
            past.remove(0);
        }
    }

    /** A snapshot of the newest book, or of one some messages ago, at most {@code depth} a side. */
    Message snapshot(int messagesAgo, int depth) {
        Moment moment = past.get(Math.max(0, past.size() - 1 - messagesAgo));
        List<Level> levels = new ArrayList<>();
        levels.addAll(limit(DeltaScenario.levels(Side.BID, moment.bids()), depth));
        levels.addAll(limit(DeltaScenario.levels(Side.ASK, moment.asks()), depth));
        return new Message(DeltaScenario.id(moment.id()), levels);
    }

    /** Takes crossed levels out of the true book, as an exchange that matches does. */
    void match() {
        while (!bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey()) {
            bids.pollFirstEntry();
            asks.pollFirstEntry();
        }
    }

    private static List<Level> limit(List<Level> levels, int depth) {
        return levels.subList(0, Math.min(depth, levels.size()));
    }
}
