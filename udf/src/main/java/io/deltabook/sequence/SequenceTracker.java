// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sequence rules of the venues: says how a message stands to the newest one taken. {@link
 * #classify} changes nothing; the caller then takes the message, counts it as old, or loads a
 * snapshot. Rules: the exchanges' depth-stream documents (Binance spot and futures, OKX, Bybit,
 * Deribit), as the data contract sums them up.
 */
public final class SequenceTracker {
    private final SequenceMode mode;
    private final Holes holes = new Holes();
    private long last = Missing.ID;
    private long lastTime = Missing.TIME;
    private long snapshotId = Missing.ID;
    private boolean awaitingBeyond;
    private int oldRun;
    private long gapFirst;
    private long gapLast;
    private boolean gapSizeKnown;

    public SequenceTracker(SequenceMode mode) {
        this.mode = mode;
    }

    public SequenceMode mode() {
        return mode;
    }

    /** Id of the newest message taken, {@link Missing#ID} before the first. */
    public long last() {
        return last;
    }

    /** Time of the newest message or snapshot taken, {@link Missing#TIME} before the first. */
    public long lastTime() {
        return lastTime;
    }

    /**
     * Tests a message against the rules in their order. A first or previous id of 0 or less is one
     * that the writer did not have.
     *
     * @param id final id (u)
     * @param first first id (U), {@link Missing#ID} when absent
     * @param previous previous id (pu), {@link Missing#ID} when absent
     * @param time time of the message, {@link Missing#TIME} when absent
     * @param restartAfter old messages in a row after which the numbering counts as restarted
     */
    public SequenceStep classify(long id, long first, long previous, long time, int restartAfter) {
        if (mode == SequenceMode.NONE || last == Missing.ID) {
            return SequenceStep.OK;
        }
        SequenceStep step =
                switch (mode) {
                    case RANGE -> range(id, first > 0 ? first : id);
                    case CHAIN -> chain(id, previous > 0 ? previous : Missing.ID);
                    case CONTIGUOUS -> contiguous(id);
                    default -> monotonic(id);
                };
        boolean restarts = step == SequenceStep.OLD && oldRun >= restartAfter && goesOn(time);
        return restarts ? SequenceStep.RESTARTED : step;
    }

    /**
     * Whether a time is later than the newest message or snapshot taken: ids that begin anew at
     * times that have been are those of repeated messages.
     */
    public boolean goesOn(long time) {
        return lastTime == Missing.TIME || time > lastTime;
    }

    private SequenceStep range(long id, long first) {
        if (id <= last) {
            return SequenceStep.OLD;
        }
        return first <= last + 1 ? SequenceStep.OK : gap(first - 1, true);
    }

    private SequenceStep chain(long id, long previous) {
        if (previous != Missing.ID) {
            if (previous == last) {
                return SequenceStep.OK;
            }
            if (awaitingBeyond && id > snapshotId && previous <= snapshotId) {
                return SequenceStep.OK;
            }
        }
        if (id <= last) {
            return SequenceStep.OLD;
        }
        return gap(previous == Missing.ID ? id - 1 : previous, false);
    }

    private SequenceStep contiguous(long id) {
        if (id == last + 1) {
            return SequenceStep.OK;
        }
        return id <= last ? SequenceStep.OLD : gap(id - 1, true);
    }

    private SequenceStep monotonic(long id) {
        if (awaitingBeyond && id <= snapshotId) {
            return SequenceStep.OLD;
        }
        return id >= last ? SequenceStep.OK : SequenceStep.REGRESSION;
    }

    private SequenceStep gap(long lastMissing, boolean sizeKnown) {
        gapFirst = last + 1;
        gapLast = lastMissing;
        gapSizeKnown = sizeKnown;
        return SequenceStep.GAP;
    }

    /**
     * Missing ids of the gap that {@link #classify} found last, at most the largest long; only if
     * {@link #gapSizeKnown}.
     */
    public long gapSize() {
        long size = gapLast - gapFirst + 1;
        return size > 0 ? size : Long.MAX_VALUE;
    }

    public boolean gapSizeKnown() {
        return gapSizeKnown;
    }

    /** Remembers the ids that the gap found last left out. */
    public void recordHole() {
        holes.add(gapFirst, gapLast);
    }

    /**
     * Takes a message: it is now the newest.
     *
     * @param time its time, {@link Missing#TIME} when absent
     */
    public void take(long id, long time) {
        oldRun = 0;
        lastTime = time == Missing.TIME ? lastTime : time;
        if (id == Missing.ID) {
            return;
        }
        last = id;
        if (awaitingBeyond && (id > snapshotId || mode == SequenceMode.CHAIN)) {
            awaitingBeyond = false;
        }
    }

    /** Why a message that {@link #classify} called old is old; counts it towards a restart. */
    public OldKind countOld(long id) {
        oldRun++;
        if (snapshotId != Missing.ID && id <= snapshotId) {
            return OldKind.STALE;
        }
        return holes.contains(id) ? OldKind.LATE : OldKind.DUPLICATE;
    }

    /** Whether a message is the first one beyond a snapshot, with nothing missing between. */
    public boolean bridges(long snapshot, long id, long first, long previous) {
        if (id <= snapshot) {
            return false;
        }
        return switch (mode) {
            case RANGE -> (first > 0 ? first : id) <= snapshot + 1;
            case CHAIN -> previous > 0 && previous <= snapshot;
            case CONTIGUOUS -> id == snapshot + 1;
            default -> false;
        };
    }

    /** A snapshot at or beyond the newest message was loaded: it is now the newest. */
    public void loaded(long id) {
        forgetSnapshot();
        if (id == Missing.ID) {
            return;
        }
        snapshotId = id;
        last = id;
        awaitingBeyond = true;
    }

    /** A snapshot behind the newest message was loaded and the messages beyond it were applied. */
    public void loadedBehind(long id) {
        forgetSnapshot();
        snapshotId = id;
    }

    /** The numbering restarted: snapshot and holes belong to the old one. */
    public void forgetSnapshot() {
        holes.clear();
        snapshotId = Missing.ID;
        awaitingBeyond = false;
        oldRun = 0;
    }

    /** A snapshot was taken, at that time. */
    public void reached(long time) {
        lastTime = time;
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeLong(lastTime);
        out.writeLong(snapshotId);
        out.writeBoolean(awaitingBeyond);
        out.writeInt(oldRun);
        holes.write(out);
    }

    public void read(DataInput in) throws IOException {
        last = in.readLong();
        lastTime = in.readLong();
        readRest(in);
    }

    /**
     * Reads the form that did not hold the time of the newest message.
     *
     * @param time what it is
     */
    public void readWithoutTime(DataInput in, long time) throws IOException {
        last = in.readLong();
        lastTime = time;
        readRest(in);
    }

    private void readRest(DataInput in) throws IOException {
        snapshotId = in.readLong();
        awaitingBeyond = in.readBoolean();
        oldRun = in.readInt();
        holes.read(in);
    }
}
