// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.engine.BookSettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** How a book is rebuilt, when it is trusted and how often it is published. */
public final class BookOptions {
    private static final BookSettings DEFAULTS = BookSettings.defaults();

    public static final ConfigOption<Integer> DEPTH_RETAINED =
            key("book.depth.retained")
                    .intType()
                    .defaultValue(DEFAULTS.depthRetained())
                    .withDescription("Levels kept per side, 20 to 20000.");

    public static final ConfigOption<Integer> DEPTH_PUBLISHED =
            key("book.depth.published")
                    .intType()
                    .defaultValue(DEFAULTS.depthPublished())
                    .withDescription("Levels per side of CHECK and INTERVAL snapshots.");

    public static final ConfigOption<Integer> DEPTH_FEED =
            key("book.depth.feed")
                    .intType()
                    .defaultValue(DEFAULTS.depthFeed())
                    .withDescription(
                            "Levels per side that the venue's stream covers; 0 means the whole"
                                    + " book. No more levels than this are kept.");

    public static final ConfigOption<ColdStart> COLD_START =
            key("book.cold-start")
                    .enumType(ColdStart.class)
                    .defaultValue(DEFAULTS.coldStart())
                    .withDescription(
                            "State in which a lane starts: `auto` (by the sequence mode), `wait`"
                                    + " for a snapshot, or `build` from an empty book.");

    public static final ConfigOption<Integer> RESTART_AFTER =
            key("sequence.restart-after")
                    .intType()
                    .defaultValue(DEFAULTS.restartAfter())
                    .withDescription(
                            "Consecutive old messages after which the numbering counts as"
                                    + " restarted.");

    public static final ConfigOption<Long> GAP_THRESHOLD =
            key("gap.recovery-threshold")
                    .longType()
                    .defaultValue(DEFAULTS.gapRecoveryThreshold())
                    .withDescription(
                            "Largest number of missing ids after which the book is kept as"
                                    + " SUSPECT.");

    public static final ConfigOption<MajorGapPolicy> ON_MAJOR_GAP =
            key("gap.on-major")
                    .enumType(MajorGapPolicy.class)
                    .defaultValue(DEFAULTS.onMajorGap())
                    .withDescription(
                            "Effect of a larger gap, or one of unknown size: `wait` drops the book"
                                    + " and waits for a snapshot, `suspect` keeps it.");

    public static final ConfigOption<Integer> RING_MESSAGES =
            key("resync.buffer-messages")
                    .intType()
                    .defaultValue(DEFAULTS.ringMessages())
                    .withDescription(
                            "Number of recent messages kept while no book is trusted, to bridge a snapshot"
                                    + " that arrives late.");

    public static final ConfigOption<Long> SNAPSHOT_EVERY_UPDATES =
            key("snapshot.every-updates")
                    .longType()
                    .defaultValue(DEFAULTS.snapshotEveryUpdates())
                    .withDescription(
                            "Applied delta rows of a symbol between PERIODIC snapshots; 0 for"
                                    + " none.");

    public static final ConfigOption<Duration> SNAPSHOT_INTERVAL =
            key("snapshot.interval")
                    .durationType()
                    .defaultValue(Duration.ofNanos(DEFAULTS.snapshotIntervalNanos()))
                    .withDescription("Event time between INTERVAL snapshots; 0 for none.");

    public static final ConfigOption<Integer> ANCHOR_DEPTH =
            key("snapshot.anchor-depth")
                    .intType()
                    .defaultValue(DEFAULTS.anchorDepth())
                    .withDescription(
                            "Levels per side of RESYNC and PERIODIC snapshots; 0 for all retained.");

    public static final ConfigOption<Boolean> SNAPSHOT_DIFF =
            key("snapshot.diff")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether a lane with book snapshots but no deltas gets a BOOK_DELTA"
                                    + " for each level that changes between books; its sequence"
                                    + " mode is then none.");

    public static final ConfigOption<CrossedPolicy> CROSSED_POLICY =
            key("crossed.policy")
                    .enumType(CrossedPolicy.class)
                    .defaultValue(DEFAULTS.crossedPolicy())
                    .withDescription(
                            "What happens when the best bid is at or above the best ask after a"
                                    + " message: `repair`, `flag`, `off` or `fail`.");

    public static final ConfigOption<Integer> IMPLICIT_MIN_LEVELS =
            key("snapshot.implicit.min-levels")
                    .intType()
                    .defaultValue(DEFAULTS.implicitMinLevels())
                    .withDescription(
                            "Minimum rows per side for an unmarked message to be taken for a full snapshot, in"
                                    + " files without an is_snapshot column.");

    public static final ConfigOption<Duration> SILENCE_THRESHOLD =
            key("silence.threshold")
                    .durationType()
                    .defaultValue(Duration.ofNanos(DEFAULTS.silenceThresholdNanos()))
                    .withDescription(
                            "Event time without a message after which SILENCE is reported; 0 for"
                                    + " never.");

    public static final ConfigOption<Duration> FROZEN_THRESHOLD =
            key("frozen.threshold")
                    .durationType()
                    .defaultValue(Duration.ofNanos(DEFAULTS.frozenThresholdNanos()))
                    .withDescription(
                            "Event time with an unchanged top of book, while trades print, after"
                                    + " which the book is reported FROZEN; 0 for never.");

    public static final ConfigOption<EventClock> CLOCK =
            key("time.clock")
                    .enumType(EventClock.class)
                    .defaultValue(DEFAULTS.clock())
                    .withDescription(
                            "The time that orders the tables: `event`, the venue's, or `arrival`; if one"
                                    + " is missing, the other is used. Events carry both.");

    static final List<ConfigOption<?>> ALL =
            List.of(
                    DEPTH_RETAINED,
                    DEPTH_PUBLISHED,
                    DEPTH_FEED,
                    COLD_START,
                    RESTART_AFTER,
                    GAP_THRESHOLD,
                    ON_MAJOR_GAP,
                    RING_MESSAGES,
                    SNAPSHOT_EVERY_UPDATES,
                    SNAPSHOT_INTERVAL,
                    ANCHOR_DEPTH,
                    SNAPSHOT_DIFF,
                    CROSSED_POLICY,
                    IMPLICIT_MIN_LEVELS,
                    SILENCE_THRESHOLD,
                    FROZEN_THRESHOLD,
                    CLOCK);

    private BookOptions() {}
}
