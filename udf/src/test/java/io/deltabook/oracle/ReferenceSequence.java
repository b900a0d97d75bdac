// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The sequence rules of contract 3.2 with what they remember. Absent ids are null. */
final class ReferenceSequence {
    /** Holes kept, the newest. */
    private static final int MOST_HOLES = 1_000;

    /** What a message is to its lane. */
    enum Kind {
        OK,
        OLD,
        GAP,
        REGRESSION,
        RESTART
    }

    private final SequenceMode mode;
    private final int restartAfter;
    private final List<ReferenceHole> holes = new ArrayList<>();

    /** Id of the newest message taken. */
    Long last;

    /** Id of the snapshot loaded last. */
    Long loaded;

    /** Whether a message beyond {@link #loaded} came since. */
    private boolean beyondLoaded;

    private int oldInARow;

    /** Time of the newest message taken or snapshot loaded, {@link Missing#TIME} before. */
    private long newestNanos = Missing.TIME;

    ReferenceSequence(SequenceMode mode, int restartAfter) {
        this.mode = mode;
        this.restartAfter = restartAfter;
    }

    /** Judges a message; old ones are counted towards a restart of the numbering. */
    Kind judge(ReferenceMessage message) {
        Kind kind = last == null ? Kind.OK : byRule(message);
        if (kind != Kind.OLD) {
            return kind;
        }
        oldInARow++;
        return oldInARow > restartAfter && timeGoesOn(message) ? Kind.RESTART : Kind.OLD;
    }

    /** False for what may be a repeat: its time is not later than the newest one. */
    boolean timeGoesOn(ReferenceMessage message) {
        return newestNanos == Missing.TIME || message.timeNanos > newestNanos;
    }

    long newestNanos() {
        return newestNanos;
    }

    void sawTime(long nanos) {
        newestNanos = nanos;
    }

    private Kind byRule(ReferenceMessage message) {
        long id = message.updateId;
        return switch (mode) {
            case RANGE -> {
                if (id <= last) {
                    yield Kind.OLD;
                }
                yield firstId(message) <= last + 1 ? Kind.OK : Kind.GAP;
            }
            case CHAIN -> {
                boolean joins = loaded != null && !beyondLoaded && bridges(message, loaded);
                if (previousId(message) == last || joins) {
                    yield Kind.OK;
                }
                yield id <= last ? Kind.OLD : Kind.GAP;
            }
            case CONTIGUOUS -> {
                if (id == last + 1) {
                    yield Kind.OK;
                }
                yield id <= last ? Kind.OLD : Kind.GAP;
            }
            case MONOTONIC -> {
                if (loaded != null && !beyondLoaded && id <= loaded) {
                    yield Kind.OLD;
                }
                yield id >= last ? Kind.OK : Kind.REGRESSION;
            }
            case NONE -> Kind.OK;
        };
    }

    /** U, or u where there is none; 0 and less stand for none. */
    static long firstId(ReferenceMessage message) {
        return message.firstId <= 0 ? message.updateId : message.firstId;
    }

    /** pu, {@link Missing#ID} where there is none; 0 and less stand for none. */
    static long previousId(ReferenceMessage message) {
        return message.previousId <= 0 ? Missing.ID : message.previousId;
    }

    /** Missing ids of a gap, null when unknown. */
    Long gapSize(ReferenceMessage message) {
        return switch (mode) {
            case RANGE -> between(last, firstId(message));
            case CONTIGUOUS -> between(last, message.updateId);
            default -> null;
        };
    }

    /** Ids between two, at most the largest int64. */
    private static long between(long lower, long upper) {
        BigInteger count = BigInteger.valueOf(upper).subtract(BigInteger.valueOf(lower));
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        return count.subtract(BigInteger.ONE).min(most).longValueExact();
    }

    boolean isStale(ReferenceMessage message) {
        return loaded != null && message.updateId <= loaded;
    }

    boolean isLate(ReferenceMessage message) {
        return holes.stream().anyMatch(hole -> hole.contains(message.updateId));
    }

    /** Notes the ids that the gap before {@code message} left out. */
    void addHole(ReferenceMessage message) {
        long end =
                switch (mode) {
                    case RANGE -> firstId(message) - 1;
                    case CONTIGUOUS -> message.updateId - 1;
                    default ->
                            previousId(message) == Missing.ID
                                    ? message.updateId - 1
                                    : previousId(message);
                };
        if (end > last) {
            holes.add(new ReferenceHole(last + 1, end));
        }
        if (holes.size() > MOST_HOLES) {
            holes.remove(0);
        }
    }

    /** {@code last := u}. */
    void taken(ReferenceMessage message) {
        oldInARow = 0;
        newestNanos = message.timeNanos == Missing.TIME ? newestNanos : message.timeNanos;
        if (message.updateId == Missing.ID) {
            return;
        }
        last = message.updateId;
        boolean joined = mode == SequenceMode.CHAIN;
        if (loaded != null && (joined || last > loaded)) {
            beyondLoaded = true;
        }
    }

    /** {@code L := last := id}. */
    void loadedAt(ReferenceMessage snapshot) {
        loaded = snapshot.updateId == Missing.ID ? null : snapshot.updateId;
        last = loaded == null ? last : loaded;
        beyondLoaded = false;
        oldInARow = 0;
        holes.clear();
    }

    /** A snapshot of the past was loaded and the messages beyond it up to {@code newest} follow. */
    void loadedBehind(ReferenceMessage snapshot, long newest) {
        loadedAt(snapshot);
        last = newest;
        beyondLoaded = true;
    }

    /** L and holes forgotten: the numbering restarted. */
    void forgetSnapshot() {
        loaded = null;
        holes.clear();
    }

    /** True where {@code message} is a first message that joins a snapshot of that id. */
    boolean bridges(ReferenceMessage message, long snapshotId) {
        if (message.updateId <= snapshotId) {
            return false;
        }
        return switch (mode) {
            case RANGE -> firstId(message) <= snapshotId + 1;
            case CHAIN -> previousId(message) != Missing.ID && previousId(message) <= snapshotId;
            case CONTIGUOUS -> message.updateId == snapshotId + 1;
            default -> false;
        };
    }
}
