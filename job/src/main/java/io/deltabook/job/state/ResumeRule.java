// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.contract.LaneId;
import java.util.Collection;
import java.util.Set;

/** Decides what {@code run --resume} does with the state and output it finds. */
public enum ResumeRule {
    /** Restores the newest restore point, if it is as new as what is committed. */
    RESTORE,
    /** Nothing has been committed: starts over. */
    BEGIN,
    /** Every lane is complete: at most the manifest and the summary are missing. */
    FINISHED,
    /** Refuses: the newest restore point is unreadable, and an older one would repeat rows. */
    UNREADABLE,
    /** Refuses: the newest restore point is older than what is committed, and would repeat rows. */
    OUTDATED,
    /** Refuses: there are rows, but no restore point that accounts for them. */
    LOST;

    /** State of the newest restore point. */
    public enum Newest {
        /** None exists. */
        NONE,
        /** It can be restored. */
        READABLE,
        /** It can be read, but a newer one is recorded as committed. */
        BEHIND,
        /** It exists, but cannot be read. */
        UNREADABLE
    }

    /** What is committed in the output. */
    public enum Committed {
        /** No event file, and no completed lane. */
        NOTHING,
        /** Some of the events. */
        SOME,
        /** The statistics of every planned lane. */
        ALL_LANES
    }

    /**
     * Decides. If a lane's statistics are committed although the restore point has the lane
     * unfinished, a newer restore point must have existed: Flink deletes them one by one when a job
     * finishes, so an older one may survive a crash at that moment. None of them is of use then,
     * nor is one that is behind what is recorded as committed: if all lanes are complete, the job
     * had ended.
     *
     * @param newest state of the newest restore point
     * @param committed what is committed
     * @param unfinished lanes that the restore point has not read completely
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
        boolean isEarlier = ended.stream().anyMatch(unfinished::contains);
        if (committed == Committed.ALL_LANES && (isEarlier || newest == Newest.BEHIND)) {
            return FINISHED;
        }
        // What was committed since says more than that a lane has ended.
        return isEarlier && newest == Newest.READABLE ? OUTDATED : RESTORE;
    }
}
