// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;

/** Book settings for a test: the defaults but no PERIODIC snapshots, changed one by one. */
final class SettingsBuilder {
    private int feed;
    private ColdStart coldStart = ColdStart.AUTO;
    private int ringMessages = 1_000;
    private long threshold = 1_000;
    private MajorGapPolicy onMajorGap = MajorGapPolicy.WAIT;
    private int restartAfter = 100;
    private long everyUpdates;
    private long intervalNanos;
    private CrossedPolicy crossed = CrossedPolicy.REPAIR;

    static BookSettings plain() {
        return new SettingsBuilder().build();
    }

    static SettingsBuilder settings() {
        return new SettingsBuilder();
    }

    /** Levels of the feed, which also bounds the levels kept and may be less than 20. */
    SettingsBuilder feed(int levels) {
        feed = levels;
        return this;
    }

    SettingsBuilder coldStart(ColdStart value) {
        coldStart = value;
        return this;
    }

    SettingsBuilder ring(int messages) {
        ringMessages = messages;
        return this;
    }

    SettingsBuilder threshold(long ids) {
        threshold = ids;
        return this;
    }

    SettingsBuilder onMajorGap(MajorGapPolicy value) {
        onMajorGap = value;
        return this;
    }

    SettingsBuilder restartAfter(int messages) {
        restartAfter = messages;
        return this;
    }

    SettingsBuilder everyUpdates(long rows) {
        everyUpdates = rows;
        return this;
    }

    SettingsBuilder interval(long nanos) {
        intervalNanos = nanos;
        return this;
    }

    SettingsBuilder crossed(CrossedPolicy value) {
        crossed = value;
        return this;
    }

    BookSettings build() {
        return new BookSettings(
                5_000,
                20,
                feed,
                coldStart,
                ringMessages,
                threshold,
                onMajorGap,
                restartAfter,
                everyUpdates,
                intervalNanos,
                0,
                crossed,
                50,
                0,
                0,
                EventClock.EVENT);
    }
}
