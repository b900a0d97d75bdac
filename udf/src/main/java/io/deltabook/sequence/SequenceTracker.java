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

    /**
     * Tests a message against the rules in their order.
     *
     * @param id final id (u)
     * @param first first id (U), {@link Missing#ID} when absent
     * @param previous previous id (pu), {@link Missing#ID} when absent
     * @param restartAfter old messages in a row after which the numbering counts as restarted
     */
    public SequenceStep classify(long id, long first, long previous, int restartAfter) {
        if (mode == SequenceMode.NONE || last == Missing.ID) {
            return SequenceStep.OK;
        }
        SequenceStep step =
                switch (mode) {
                    case RANGE -> range(id, first == Missing.ID ? id : first);
                    case CHAIN -> chain(id, previous);
                    case CONTIGUOUS -> contiguous(id);
                    default -> monotonic(id);
                };
        return step == SequenceStep.OLD && oldRun >= restartAfter ? SequenceStep.RESTARTED : step;
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

    /** Missing ids of the gap that {@link #classify} found last; only if {@link #gapSizeKnown}. */
    public long gapSize() {
        return gapLast - gapFirst + 1;
    }

    public boolean gapSizeKnown() {
        return gapSizeKnown;
    }

    /** Remembers the ids that the gap found last left out. */
    public void recordHole() {
        holes.add(gapFirst, gapLast);
    }

    /** Takes a message: it is now the newest. */
    public void take(long id) {
        oldRun = 0;
        if (id == Missing.ID) {
            return;
        }
        last = id;
        if (awaitingBeyond && id > snapshotId) {
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
            case RANGE -> (first == Missing.ID ? id : first) <= snapshot + 1;
            case CHAIN -> previous != Missing.ID && previous <= snapshot;
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

    public void write(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeLong(snapshotId);
        out.writeBoolean(awaitingBeyond);
        out.writeInt(oldRun);
        holes.write(out);
    }

    public void read(DataInput in) throws IOException {
        last = in.readLong();
        snapshotId = in.readLong();
        awaitingBeyond = in.readBoolean();
        oldRun = in.readInt();
        holes.read(in);
    }
}
