// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sequence rules of the venues: classifies a message relative to the newest accepted one.
 * {@link #classify} changes nothing; the caller then accepts the message, counts it as old, or
 * loads a snapshot. Rules: the exchanges' depth-stream documentation (Binance spot and futures,
 * OKX, Bybit, Deribit), as summarised in the data contract.
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

    /** Id of the newest accepted message, {@link Missing#ID} before the first. */
    public long last() {
        return last;
    }

    /** Time of the newest accepted message or snapshot, {@link Missing#TIME} before the first. */
    public long lastTime() {
        return lastTime;
    }

    /**
     * Checks a message against the rules in order. A first or previous id of 0 or less counts as
     * absent.
     *
     * @param id final id (u)
     * @param first first id (U), {@link Missing#ID} when absent
     * @param previous previous id (pu), {@link Missing#ID} when absent
     * @param time time of the message, {@link Missing#TIME} when absent
     * @param restartAfter consecutive old messages after which the numbering is taken as restarted
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
     * Whether a time is later than the newest accepted message or snapshot: ids that start over at
     * earlier times belong to repeated messages.
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
     * Missing ids of the last gap found by {@link #classify}, capped at the largest long; only if
     * {@link #gapSizeKnown}.
     */
    public long gapSize() {
        long size = gapLast - gapFirst + 1;
        return size > 0 ? size : Long.MAX_VALUE;
    }

    public boolean gapSizeKnown() {
        return gapSizeKnown;
    }

    /** Remembers the missing ids of the last gap found. */
    public void recordHole() {
        holes.add(gapFirst, gapLast);
    }

    /**
     * Accepts a message: it is now the newest.
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

    /** Why a message classified as old is old; counts it towards a restart. */
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

    /** Loaded a snapshot at or beyond the newest message: it is now the newest. */
    public void loaded(long id) {
        forgetSnapshot();
        if (id == Missing.ID) {
            return;
        }
        snapshotId = id;
        last = id;
        awaitingBeyond = true;
    }

    /** Loaded a snapshot behind the newest message, and the messages beyond it were applied. */
    public void loadedBehind(long id) {
        forgetSnapshot();
        snapshotId = id;
    }

    /** The numbering restarted: snapshot and holes belong to the old numbering. */
    public void forgetSnapshot() {
        holes.clear();
        snapshotId = Missing.ID;
        awaitingBeyond = false;
        oldRun = 0;
    }

    /** A snapshot was accepted, at that time. */
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
     * Reads the old format without the time of the newest message.
     *
     * @param time time of the newest message
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
