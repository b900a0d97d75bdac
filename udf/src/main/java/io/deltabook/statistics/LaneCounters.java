// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.contract.BookState;
import io.deltabook.contract.RefusalReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Counts of one lane since its first row; part of the lane's keyed state. */
public final class LaneCounters {
    /** What is counted. The order is part of the state format: append only. */
    public enum Counter {
        ROWS_IN,
        DELTA_EVENTS,
        REPAIR_EVENTS,
        SNAPSHOT_EVENTS,
        TRADE_EVENTS,
        SNAPSHOT_ROWS,
        REJECTED_ROWS,
        STALE_ROWS,
        LATE_ROWS,
        DUPLICATE_ROWS,
        MESSAGES,
        GAPS,
        LARGEST_GAP,
        GAPS_1_10,
        GAPS_11_100,
        GAPS_101_1000,
        GAPS_OVER_1000,
        GAPS_UNKNOWN,
        STALE,
        LATE,
        DUPLICATES,
        REGRESSIONS,
        SUPERSEDED,
        SUPERSEDED_ROWS,
        RESTARTS,
        RESYNCS,
        CHECKS,
        CROSSED,
        REPAIRED_LEVELS,
        RING_OVERFLOWS,
        TIME_REGRESSIONS,
        APPLIED_ROWS,
        RESYNCS_BOOK,
        RESYNCS_IMPLICIT,
        SILENCES,
        FROZEN,
        TRADES_IN,
        TRADES_REJECTED,
        TRADE_IDS_DROPPED,
        BOOK_ROWS_IN,
        BOOK_ROWS_TAKEN,
        BOOK_ROWS_REFUSED,
        BOOK_ROWS_REJECTED,
        /**
         * Rows of the incidents dataset; {@link #UNKNOWN} in a lane started by an older version.
         */
        INCIDENTS,
        /** Rows that carry only their ids. */
        ID_ONLY_ROWS,
        RESYNCS_SEED,
        /** Levels written as deltas because two consecutive books differ in them. */
        DIFFERENCE_EVENTS,
        /**
         * Accepted messages that left the book LIVE; {@link #UNKNOWN} in a lane started by an older
         * version.
         */
        LIVE_MESSAGES,
        /** Quotes; {@link #UNKNOWN} in a lane started by an older version. */
        QUOTES,
        /** Periods; {@link #UNKNOWN} in a lane started by an older version. */
        PERIODS;

        /** Whether a lane started by an older version may not have been counted from its start. */
        public boolean mayBeUnknown() {
            return this == INCIDENTS || this == LIVE_MESSAGES || this == QUOTES || this == PERIODS;
        }

        /** Name of the statistics column and summary key. */
        public String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Stands for a count that was not kept; sums with it are also unknown. */
    public static final long UNKNOWN = -1;

    private static final int COUNTERS = Counter.values().length;
    private static final int REFUSALS = RefusalReason.values().length;
    private static final int STATES = BookState.values().length;

    private final long[] values = new long[COUNTERS];
    private final long[] refusals = new long[REFUSALS];
    private final long[] stateNanos = new long[STATES];

    public long value(Counter counter) {
        return values[counter.ordinal()];
    }

    public void add(Counter counter, long amount) {
        values[counter.ordinal()] = sum(counter, value(counter), amount);
    }

    /** Whether the lane was counted from its first row. */
    public boolean isKnown(Counter counter) {
        return !counter.mayBeUnknown() || value(counter) != UNKNOWN;
    }

    private static long sum(Counter counter, long one, long other) {
        boolean isUnknown = counter.mayBeUnknown() && (one == UNKNOWN || other == UNKNOWN);
        return isUnknown ? UNKNOWN : one + other;
    }

    /** Adds all counts of another lane or attempt; of the two largest gaps the larger is kept. */
    public void addAll(LaneCounters other) {
        long largestGap = Math.max(value(Counter.LARGEST_GAP), other.value(Counter.LARGEST_GAP));
        for (Counter counter : Counter.values()) {
            add(counter, other.value(counter));
        }
        values[Counter.LARGEST_GAP.ordinal()] = largestGap;
        for (int i = 0; i < REFUSALS; i++) {
            refusals[i] += other.refusals[i];
        }
        for (int i = 0; i < STATES; i++) {
            stateNanos[i] += other.stateNanos[i];
        }
    }

    public void countGap(long size, boolean known) {
        add(Counter.GAPS, 1);
        if (!known) {
            add(Counter.GAPS_UNKNOWN, 1);
            return;
        }
        int largest = Counter.LARGEST_GAP.ordinal();
        values[largest] = Math.max(values[largest], size);
        if (size <= 10) {
            add(Counter.GAPS_1_10, 1);
        } else if (size <= 100) {
            add(Counter.GAPS_11_100, 1);
        } else if (size <= 1000) {
            add(Counter.GAPS_101_1000, 1);
        } else {
            add(Counter.GAPS_OVER_1000, 1);
        }
    }

    public long refused(RefusalReason reason) {
        return refusals[reason.ordinal()];
    }

    /** Snapshots refused for any reason. */
    public long refused() {
        return Arrays.stream(refusals).sum();
    }

    public void countRefused(RefusalReason reason) {
        addRefused(reason, 1);
    }

    public void addRefused(RefusalReason reason, long snapshots) {
        refusals[reason.ordinal()] += snapshots;
    }

    /** Event time spent in a state, ns. */
    public long nanosIn(BookState state) {
        return stateNanos[state.ordinal()];
    }

    public void addTime(BookState state, long nanos) {
        stateNanos[state.ordinal()] += nanos;
    }

    /** Gaps per message, 0 without messages. */
    public double gapRatio() {
        long messages = value(Counter.MESSAGES);
        return messages == 0 ? 0 : (double) value(Counter.GAPS) / messages;
    }

    /** Fraction of the event time in which the lane was LIVE; NaN for a lane without any. */
    public double liveTimeShare() {
        long all = Arrays.stream(stateNanos).sum();
        return all == 0 ? Double.NaN : (double) nanosIn(BookState.LIVE) / all;
    }

    /**
     * Fraction of the accepted messages that left the lane LIVE; NaN for a lane without any, or one
     * not counted from its first message.
     */
    public double liveMessageShare() {
        long taken =
                value(Counter.MESSAGES)
                        - value(Counter.STALE)
                        - value(Counter.LATE)
                        - value(Counter.DUPLICATES);
        return taken <= 0 || !isKnown(Counter.LIVE_MESSAGES)
                ? Double.NaN
                : (double) value(Counter.LIVE_MESSAGES) / taken;
    }

    /**
     * Rows in minus rows accounted for (events, snapshot rows, rejected, id-only, stale, late and
     * duplicate rows); 0 when every row is accounted for.
     */
    public long unaccountedRows() {
        return value(Counter.ROWS_IN)
                - (value(Counter.DELTA_EVENTS)
                        - value(Counter.REPAIR_EVENTS)
                        - value(Counter.DIFFERENCE_EVENTS))
                - value(Counter.SNAPSHOT_ROWS)
                - value(Counter.REJECTED_ROWS)
                - value(Counter.ID_ONLY_ROWS)
                - value(Counter.STALE_ROWS)
                - value(Counter.LATE_ROWS)
                - value(Counter.DUPLICATE_ROWS);
    }

    /** Trades in minus trades written or rejected; 0 when every trade is accounted for. */
    public long unaccountedTrades() {
        return value(Counter.TRADES_IN)
                - value(Counter.TRADE_EVENTS)
                - value(Counter.TRADES_REJECTED);
    }

    /** Book rows in minus rows taken, refused or rejected; 0 when every row is accounted for. */
    public long unaccountedBookRows() {
        return value(Counter.BOOK_ROWS_IN)
                - value(Counter.BOOK_ROWS_TAKEN)
                - value(Counter.BOOK_ROWS_REFUSED)
                - value(Counter.BOOK_ROWS_REJECTED);
    }

    /** Whether every row of every table is accounted for. */
    public boolean isBalanced() {
        return unaccountedRows() == 0 && unaccountedTrades() == 0 && unaccountedBookRows() == 0;
    }

    public void write(DataOutput out) throws IOException {
        writeAll(values, out);
        writeAll(refusals, out);
        writeAll(stateNanos, out);
    }

    public static LaneCounters read(DataInput in) throws IOException {
        LaneCounters counters = new LaneCounters();
        for (Counter counter : Counter.values()) {
            counters.values[counter.ordinal()] = counter.mayBeUnknown() ? UNKNOWN : 0;
        }
        readAll(counters.values, in);
        readAll(counters.refusals, in);
        readAll(counters.stateNanos, in);
        return counters;
    }

    private static void writeAll(long[] array, DataOutput out) throws IOException {
        out.writeByte(array.length);
        for (long value : array) {
            out.writeLong(value);
        }
    }

    /** In an older state, counters appended later keep their initial value. */
    private static void readAll(long[] array, DataInput in) throws IOException {
        int stored = in.readUnsignedByte();
        if (stored > array.length) {
            throw new IOException(
                    "state must hold at most " + array.length + " counters, but holds " + stored);
        }
        for (int i = 0; i < stored; i++) {
            array[i] = in.readLong();
        }
    }
}
