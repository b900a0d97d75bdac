// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;
import java.io.Serializable;

/**
 * The user's settings for rebuilding books; the same for all lanes of a run.
 *
 * @param depthRetained levels kept per side, 20 … 20,000
 * @param depthPublished levels per side in CHECK and INTERVAL snapshots
 * @param depthFeed levels per side that the venue's stream covers, 0 = the whole book
 * @param coldStart state in which a lane starts
 * @param ringMessages messages kept for a late snapshot
 * @param gapRecoveryThreshold maximum number of missing ids up to which the book is kept
 * @param onMajorGap what happens after a larger gap
 * @param restartAfter consecutive old messages after which the numbering is taken as restarted
 * @param snapshotEveryUpdates applied delta rows between PERIODIC snapshots, 0 = none
 * @param snapshotIntervalNanos ns between INTERVAL snapshots, 0 = none
 * @param anchorDepth levels per side in RESYNC and PERIODIC snapshots, 0 = all retained
 * @param crossedPolicy what to do about a crossed book
 * @param implicitMinLevels minimum rows per side for an unmarked message to be taken for a full
 *     snapshot
 * @param silenceThresholdNanos ns without a message after which a silence is reported, 0 = never
 * @param frozenThresholdNanos ns with an unchanged top of book while trades print after which it is
 *     reported, 0 = never
 * @param clock the time that events carry; if it is missing, the other
 */
public record BookSettings(
        int depthRetained,
        int depthPublished,
        int depthFeed,
        ColdStart coldStart,
        int ringMessages,
        long gapRecoveryThreshold,
        MajorGapPolicy onMajorGap,
        int restartAfter,
        long snapshotEveryUpdates,
        long snapshotIntervalNanos,
        int anchorDepth,
        CrossedPolicy crossedPolicy,
        int implicitMinLevels,
        long silenceThresholdNanos,
        long frozenThresholdNanos,
        EventClock clock)
        implements Serializable {
    /** Minimum number of levels that a book retains per side. */
    public static final int MIN_RETAINED = 20;

    /** Maximum number of levels per side, of books and of snapshots. */
    public static final int MAX_DEPTH = 20_000;

    /** Maximum number of messages kept for a late snapshot. */
    public static final int MAX_RING_MESSAGES = 100_000;

    /** The contract's defaults. */
    public static BookSettings defaults() {
        return new BookSettings(
                5_000,
                20,
                0,
                ColdStart.AUTO,
                1_000,
                1_000,
                MajorGapPolicy.WAIT,
                100,
                100_000,
                0,
                0,
                CrossedPolicy.REPAIR,
                50,
                60_000_000_000L,
                60_000_000_000L,
                EventClock.EVENT);
    }

    public BookSettings {
        require("book.depth.retained", depthRetained, MIN_RETAINED, MAX_DEPTH);
        require("book.depth.published", depthPublished, 1, MAX_DEPTH);
        require("book.depth.feed", depthFeed, 0, Integer.MAX_VALUE);
        require("resync.buffer-messages", ringMessages, 1, MAX_RING_MESSAGES);
        require("gap.recovery-threshold", gapRecoveryThreshold, 0, Long.MAX_VALUE);
        require("sequence.restart-after", restartAfter, 1, Integer.MAX_VALUE);
        require("snapshot.every-updates", snapshotEveryUpdates, 0, Long.MAX_VALUE);
        require("snapshot.interval", snapshotIntervalNanos, 0, Long.MAX_VALUE);
        require("snapshot.anchor-depth", anchorDepth, 0, MAX_DEPTH);
        require("snapshot.implicit.min-levels", implicitMinLevels, 1, Integer.MAX_VALUE);
        require("silence.threshold", silenceThresholdNanos, 0, Long.MAX_VALUE);
        require("frozen.threshold", frozenThresholdNanos, 0, Long.MAX_VALUE);
    }

    private static void require(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    option + " must be " + min + ".." + max + ", but was " + value);
        }
    }

    /** These settings with another time that events carry. */
    public BookSettings withClock(EventClock other) {
        return new BookSettings(
                depthRetained,
                depthPublished,
                depthFeed,
                coldStart,
                ringMessages,
                gapRecoveryThreshold,
                onMajorGap,
                restartAfter,
                snapshotEveryUpdates,
                snapshotIntervalNanos,
                anchorDepth,
                crossedPolicy,
                implicitMinLevels,
                silenceThresholdNanos,
                frozenThresholdNanos,
                other);
    }

    /** Levels actually kept per side: never more than the feed covers. */
    public int retained() {
        return depthFeed == 0 ? depthRetained : Math.min(depthRetained, depthFeed);
    }

    /** Levels per side in an anchor snapshot. */
    public int anchorLevels() {
        return anchorDepth == 0 ? retained() : Math.min(anchorDepth, retained());
    }
}
