// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import java.util.SplittableRandom;

/**
 * The true book of one instrument on a grid of ticks, and the messages that change it. The mid
 * price follows a random walk; levels are added, changed and deleted mostly near the top.
 */
final class Market {
    /** Levels per side of a snapshot, as a venue's depth request returns. */
    static final int SNAPSHOT_LEVELS = 1_000;

    private static final int GRID = 1 << 16;
    private static final int WALL = GRID / 2 - 8_192;
    private static final int INITIAL_DEPTH = 2_600;
    private static final int DEEP = 4_000;
    private static final double MEDIAN_ROWS = 30;
    private static final double SPREAD_OF_ROWS = 1.1;
    private static final int MAX_ROWS = 1_000;
    private static final int LONGEST_STEP = 3;
    private static final int MAX_IDS = 40;

    private final Instrument instrument;
    private final SplittableRandom random;
    private final long intervalNanos;
    private final long[] bids = new long[GRID];
    private final long[] asks = new long[GRID];
    private final int[] touchedBid = new int[GRID];
    private final int[] touchedAsk = new int[GRID];
    private final DeltaMessage askRows = new DeltaMessage();
    private final long gridBase;
    private int touch;
    private int mid = GRID / 2;
    private long timeNanos;
    private long lastId;

    Market(Instrument instrument, SplittableRandom random, long startNanos, long intervalNanos) {
        this.instrument = instrument;
        this.random = random;
        this.timeNanos = startNanos;
        this.intervalNanos = intervalNanos;
        this.gridBase = instrument.startTicks() - mid;
        this.lastId = 1_000_000_000L + random.nextLong(1_000_000_000L);
        for (int distance = 1; distance <= INITIAL_DEPTH; distance++) {
            bids[mid - distance] = random.nextInt(10) < 7 ? newLots() : 0;
            asks[mid + distance] = random.nextInt(10) < 7 ? newLots() : 0;
        }
    }

    Instrument instrument() {
        return instrument;
    }

    /** Time of the newest message, ns. */
    long timeNanos() {
        return timeNanos;
    }

    /** Advances ids and time as a message would, without changing the book. */
    void advanceEmpty(DeltaMessage into) {
        into.clear();
        stamp(into);
    }

    /** Advances by one message of typical size, at most {@code maxRows} rows. */
    void advance(DeltaMessage into, int maxRows) {
        into.clear();
        askRows.clear();
        stamp(into);
        touch++;
        int rows = Math.min(maxRows, usualRows());
        if (rows > 2 * LONGEST_STEP) {
            walk(into);
        }
        while (into.size() + askRows.size() < rows) {
            change(into);
        }
        for (int i = 0; i < askRows.size(); i++) {
            into.add(false, askRows.ticks(i), askRows.lots(i));
        }
    }

    /** The best levels of the current book, under the newest id. */
    void snapshot(DeltaMessage into) {
        into.clear();
        into.timeNanos = timeNanos;
        into.updateId = lastId;
        into.firstId = DeltaMessage.NO_ID;
        into.previousId = DeltaMessage.NO_ID;
        into.snapshot = true;
        for (int i = mid - 1, left = SNAPSHOT_LEVELS; i >= 0 && left > 0; i--) {
            if (bids[i] != 0) {
                into.add(true, gridBase + i, bids[i]);
                left--;
            }
        }
        for (int i = mid + 1, left = SNAPSHOT_LEVELS; i < GRID && left > 0; i++) {
            if (asks[i] != 0) {
                into.add(false, gridBase + i, asks[i]);
                left--;
            }
        }
    }

    private void stamp(DeltaMessage into) {
        timeNanos += intervalNanos;
        into.timeNanos = timeNanos;
        boolean chained = instrument.chained();
        into.previousId = chained ? lastId : DeltaMessage.NO_ID;
        into.firstId = lastId + 1 + (chained ? random.nextInt(20) : 0);
        lastId = into.firstId + random.nextInt(1 + random.nextInt(MAX_IDS));
        into.updateId = lastId;
        into.snapshot = false;
    }

    private int usualRows() {
        double rows = MEDIAN_ROWS * Math.exp(SPREAD_OF_ROWS * random.nextGaussian());
        return (int) Math.max(1, Math.min(MAX_ROWS, Math.round(rows)));
    }

    /** Moves the mid price and deletes the levels that it crosses. */
    private void walk(DeltaMessage into) {
        if (random.nextInt(10) < 6) {
            return;
        }
        int step = (1 + random.nextInt(LONGEST_STEP)) * (random.nextBoolean() ? 1 : -1);
        int from = mid - GRID / 2;
        if (Math.abs(from + step) > Math.min(WALL, instrument.startTicks() / 2)) {
            step = -step;
        }
        int target = mid + step;
        for (int i = mid; i <= target; i++) {
            delete(i, asks, touchedAsk, askRows, false);
        }
        for (int i = mid; i >= target; i--) {
            delete(i, bids, touchedBid, into, true);
        }
        mid = target;
    }

    private void delete(int i, long[] side, int[] touched, DeltaMessage rows, boolean isBid) {
        if (side[i] != 0) {
            side[i] = 0;
            touched[i] = touch;
            rows.add(isBid, gridBase + i, 0);
        }
    }

    private void change(DeltaMessage into) {
        boolean isBid = random.nextBoolean();
        int distance = 1 + distance();
        int i = isBid ? mid - distance : mid + distance;
        int[] touched = isBid ? touchedBid : touchedAsk;
        if (touched[i] == touch) {
            return;
        }
        touched[i] = touch;
        long[] side = isBid ? bids : asks;
        side[i] = side[i] != 0 && random.nextInt(10) < 3 ? 0 : newLots();
        (isBid ? into : askRows).add(isBid, gridBase + i, side[i]);
    }

    /** Ticks from the best possible price: mostly few, sometimes many. */
    private int distance() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return random.nextInt(DEEP);
        }
        int reach = kind < 6 ? 400 : 40;
        return random.nextInt(1 + random.nextInt(reach));
    }

    private long newLots() {
        int digits = 1 + random.nextInt(5);
        long max = 1;
        for (int i = 0; i < digits; i++) {
            max *= 10;
        }
        return 1 + random.nextLong(max);
    }
}
