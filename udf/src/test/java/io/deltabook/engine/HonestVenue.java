// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.engine.DeltaScenario.Ids;
import io.deltabook.engine.DeltaScenario.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * An exchange whose ids tell of every message and whose book is never crossed. It remembers the
 * whole book behind every id it gave, however few levels its feed shows.
 */
final class HonestVenue {
    /** Ids of two numberings never meet. */
    private static final long NUMBERING = 1_000_000;

    /** Changes of a message at most, not counting what goes because the middle moves. */
    static final int MOST_CHANGES = 12;

    private final Random random;
    private final SequenceMode mode;
    private final int width;
    private final int feed;
    private final boolean deletesWhatLeaves;
    private final boolean repeatsIds;
    private final Map<Long, List<Moment>> truth = new HashMap<>();
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long mid;
    private long id;

    /** The whole book after the message of an id. */
    record Moment(long id, TreeMap<Long, Long> bids, TreeMap<Long, Long> asks) {
        TreeMap<Long, Long> side(Side side) {
            return side == Side.BID ? bids : asks;
        }
    }

    /** A message as published and the book behind it. */
    record Published(Ids ids, List<Level> levels, Moment after) {}

    /**
     * A venue.
     *
     * @param width prices a side
     * @param feed levels per side that it shows, 0 for all
     * @param mid the price around which it trades
     * @param repeatsIds whether successive messages may have one id
     */
    HonestVenue(
            Random random, SequenceMode mode, int width, int feed, long mid, boolean repeatsIds) {
        this.random = random;
        this.mode = mode;
        this.width = width;
        this.feed = feed;
        this.mid = mid;
        this.repeatsIds = repeatsIds;
        deletesWhatLeaves = random.nextInt(4) == 0;
        id = 6 * NUMBERING + random.nextInt(1_000);
        for (int i = 0; i < 2 * width; i++) {
            change();
        }
        remember();
    }

    /**
     * The books behind the messages of an id; none if the venue never gave it. Where a recorder
     * filled the id with 0 it may be any.
     */
    List<Moment> truth(long messageId) {
        if (messageId == 0) {
            return truth.values().stream().flatMap(List::stream).toList();
        }
        return truth.getOrDefault(messageId, List.of());
    }

    Moment now() {
        return new Moment(id, new TreeMap<>(bids), new TreeMap<>(asks));
    }

    /** The next message; one without rows says that nothing of what the feed shows has changed. */
    Published next() {
        long before = id;
        id += step();
        Moment old = now();
        boolean large = random.nextInt(10) == 0;
        int changes = 1 + random.nextInt(large ? MOST_CHANGES : 3);
        for (int i = 0; i < changes; i++) {
            change();
        }
        remember();
        Moment after = now();
        List<Level> levels = new ArrayList<>();
        addChanges(Side.BID, old, after, levels);
        addChanges(Side.ASK, old, after, levels);
        return new Published(idsAfter(before), levels, after);
    }

    private long step() {
        return switch (mode) {
            case CONTIGUOUS -> 1;
            case MONOTONIC, NONE -> random.nextInt(4) + (repeatsIds ? 0 : 1);
            default -> 1 + random.nextInt(4);
        };
    }

    private Ids idsAfter(long before) {
        return switch (mode) {
            case RANGE -> {
                boolean single = id == before + 1 && random.nextBoolean();
                yield new Ids(id, single ? Missing.ID : before + 1, Missing.ID);
            }
            case CHAIN -> new Ids(id, Missing.ID, before);
            default -> DeltaScenario.id(id);
        };
    }

    /** Gives the book as it is an id of its own, as for a snapshot that is numbered. */
    Moment numbered() {
        id += mode == SequenceMode.CONTIGUOUS ? 1 : 1 + random.nextInt(3);
        remember();
        return now();
    }

    /** A message without content that repeats the newest id, as some chains send. */
    Ids heartbeat() {
        return DeltaScenario.chain(id, id);
    }

    /**
     * The numbering starts again at lower ids, a few times; a chain may continue from the old one.
     * It never starts again at ids that were given before: what overtakes them looks in order.
     */
    Published restart() {
        if (id < 2 * NUMBERING) {
            return next();
        }
        long before = id;
        id = (id / NUMBERING - 1) * NUMBERING + 1 + random.nextInt(50);
        boolean linked = mode == SequenceMode.CHAIN && random.nextBoolean();
        if (!linked) {
            remember();
            return next();
        }
        Published published = next();
        return new Published(
                new Ids(id, Missing.ID, before), published.levels(), published.after());
    }

    /** A snapshot of a book, of at most {@code depth} levels per side. */
    List<Level> snapshot(Moment moment, int depth) {
        int most = feed == 0 ? depth : Math.min(depth, feed);
        List<Level> levels = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Level> all = DeltaScenario.levels(side, moment.side(side));
            levels.addAll(all.subList(0, Math.min(most, all.size())));
        }
        return levels;
    }

    private void addChanges(Side side, Moment old, Moment after, List<Level> rows) {
        Map<Long, Long> shown = shown(old.side(side));
        Map<Long, Long> shows = shown(after.side(side));
        for (long price : shown.keySet()) {
            boolean gone = !after.side(side).containsKey(price);
            boolean left = !shows.containsKey(price) && deletesWhatLeaves;
            if (gone || left) {
                rows.add(new Level(side, price, 0, null));
            }
        }
        shows.forEach(
                (price, quantity) -> {
                    if (!quantity.equals(shown.get(price))) {
                        rows.add(new Level(side, price, quantity, null));
                    }
                });
    }

    private Map<Long, Long> shown(TreeMap<Long, Long> side) {
        if (feed == 0 || side.size() <= feed) {
            return side;
        }
        TreeMap<Long, Long> best = new TreeMap<>(side.comparator());
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (best.size() == feed) {
                break;
            }
            best.put(level.getKey(), level.getValue());
        }
        return best;
    }

    private void change() {
        if (random.nextInt(8) == 0) {
            mid += random.nextInt(5) - 2;
            bids.headMap(mid, true).clear();
            asks.headMap(mid, true).clear();
        }
        if (random.nextInt(200) == 0) {
            (random.nextBoolean() ? bids : asks).clear();
        }
        boolean isBid = random.nextBoolean();
        long distance = 1L + random.nextInt(width);
        long price = isBid ? mid - distance : mid + distance;
        TreeMap<Long, Long> levels = isBid ? bids : asks;
        if (random.nextInt(3) == 0) {
            levels.remove(price);
        } else {
            levels.put(price, 1L + random.nextInt(9));
        }
    }

    private void remember() {
        truth.computeIfAbsent(id, key -> new ArrayList<>()).add(now());
    }
}
