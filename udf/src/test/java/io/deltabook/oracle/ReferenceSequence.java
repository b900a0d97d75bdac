// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
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
        return oldInARow > restartAfter ? Kind.RESTART : Kind.OLD;
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
                if (message.previousId == last || joins) {
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

    static long firstId(ReferenceMessage message) {
        return message.firstId == Missing.ID ? message.updateId : message.firstId;
    }

    /** Missing ids of a gap, null when unknown. */
    Long gapSize(ReferenceMessage message) {
        return switch (mode) {
            case RANGE -> firstId(message) - last - 1;
            case CONTIGUOUS -> message.updateId - last - 1;
            default -> null;
        };
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
                            message.previousId == Missing.ID
                                    ? message.updateId - 1
                                    : message.previousId;
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
        if (message.updateId == Missing.ID) {
            return;
        }
        last = message.updateId;
        if (loaded != null && last > loaded) {
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
            case CHAIN -> message.previousId != Missing.ID && message.previousId <= snapshotId;
            case CONTIGUOUS -> message.updateId == snapshotId + 1;
            default -> false;
        };
    }
}
