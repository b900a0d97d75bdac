// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.contract.LaneId;
import java.util.Collection;
import java.util.Set;

/** What {@code run --resume} does with what it finds. */
public enum ResumeRule {
    /** Restores the newest snapshot. */
    RESTORE,
    /** Nothing was committed yet: begins anew. */
    BEGIN,
    /** Every lane is at its end: only the manifest and the summary may be missing. */
    FINISHED,
    /** Refuses: the newest snapshot cannot be read, and an older one would repeat rows. */
    UNREADABLE,
    /** Refuses: the newest snapshot is older than what is committed, and would repeat rows. */
    OUTDATED,
    /** Refuses: there are rows, but no snapshot that knows of them. */
    LOST;

    /** How the newest snapshot is. */
    public enum Newest {
        /** There is none. */
        NONE,
        /** It can be restored. */
        READABLE,
        /** It is there, but cannot be read. */
        UNREADABLE
    }

    /** What is committed in the output. */
    public enum Committed {
        /** No file of events, and no lane is at its end. */
        NOTHING,
        /** Some of it. */
        SOME,
        /** The statistics of every planned lane. */
        ALL_LANES
    }

    /**
     * Decides. That a lane's statistics are committed while the snapshot has the lane unfinished
     * can only be if a newer snapshot was there: Flink deletes them one by one when a job is at its
     * end, so an older one may survive a crash in that moment. All snapshots are then of no use.
     *
     * @param newest how the newest snapshot is
     * @param committed what is committed
     * @param unfinished lanes that the snapshot has not read to their end
     * @param ended lanes whose statistics are committed
     */
    public static ResumeRule decide(
            Newest newest, Committed committed, Set<LaneId> unfinished, Collection<LaneId> ended) {
        if (newest == Newest.NONE) {
            return switch (committed) {
                case NOTHING -> BEGIN;
                case SOME -> LOST;
                case ALL_LANES -> FINISHED;
            };
        }
        if (newest == Newest.UNREADABLE) {
            return UNREADABLE;
        }
        if (ended.stream().noneMatch(unfinished::contains)) {
            return RESTORE;
        }
        return committed == Committed.ALL_LANES ? FINISHED : OUTDATED;
    }
}
