// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import org.junit.jupiter.api.Test;

final class SequenceTrackerTest {
    private static final int RESTART_AFTER = 2;

    private static SequenceTracker at(SequenceMode mode, long last, long time) {
        SequenceTracker tracker = new SequenceTracker(mode);
        tracker.take(last, time);
        return tracker;
    }

    private static SequenceStep classify(
            SequenceTracker tracker, long id, long first, long previous, long time) {
        return tracker.classify(id, first, previous, time, RESTART_AFTER);
    }

    @Test
    void aRestartNeedsLaterTimes() {
        SequenceTracker tracker = at(SequenceMode.RANGE, 100, 1_000);
        for (int id = 1; id <= RESTART_AFTER; id++) {
            assertThat(classify(tracker, id, id, Missing.ID, 2_000)).isEqualTo(SequenceStep.OLD);
            tracker.countOld(id);
        }
        assertThat(classify(tracker, 3, 3, Missing.ID, 900)).isEqualTo(SequenceStep.OLD);
        assertThat(classify(tracker, 3, 3, Missing.ID, 1_000)).isEqualTo(SequenceStep.OLD);
        assertThat(classify(tracker, 3, 3, Missing.ID, 1_001)).isEqualTo(SequenceStep.RESTARTED);
    }

    @Test
    void aDayThatIsReadTwiceIsDuplicatesToItsLastMessage() {
        SequenceTracker tracker = new SequenceTracker(SequenceMode.CONTIGUOUS);
        for (int id = 1; id <= 50; id++) {
            tracker.take(id, id);
        }
        for (int id = 1; id <= 50; id++) {
            assertThat(classify(tracker, id, Missing.ID, Missing.ID, id))
                    .as("id %s", id)
                    .isEqualTo(SequenceStep.OLD);
            assertThat(tracker.countOld(id)).isEqualTo(OldKind.DUPLICATE);
        }
    }

    @Test
    void aSnapshotMovesTheTimeThatARestartMustExceed() {
        SequenceTracker tracker = at(SequenceMode.RANGE, 100, 1_000);
        tracker.loaded(200);
        tracker.reached(5_000);
        assertThat(tracker.goesOn(4_999)).isFalse();
        assertThat(tracker.goesOn(5_001)).isTrue();
    }

    @Test
    void theSizeOfAGapSaturates() {
        SequenceTracker tracker = at(SequenceMode.RANGE, -Long.MAX_VALUE + 1, 1);
        assertThat(classify(tracker, Long.MAX_VALUE, Long.MAX_VALUE, Missing.ID, 2))
                .isEqualTo(SequenceStep.GAP);
        assertThat(tracker.gapSize()).isEqualTo(Long.MAX_VALUE);
        assertThat(classify(tracker, 0, Missing.ID, Missing.ID, 2)).isEqualTo(SequenceStep.GAP);
        assertThat(tracker.gapSize()).isEqualTo(Long.MAX_VALUE - 2);
    }

    @Test
    void aFirstIdOf0IsAbsentAndHidesNoGap() {
        SequenceTracker tracker = at(SequenceMode.RANGE, 100, 1);
        assertThat(classify(tracker, 101, 0, Missing.ID, 2)).isEqualTo(SequenceStep.OK);
        assertThat(classify(tracker, 161, 0, Missing.ID, 2)).isEqualTo(SequenceStep.GAP);
        assertThat(tracker.gapSize()).isEqualTo(60);
        assertThat(tracker.bridges(100, 161, 0, Missing.ID)).isFalse();
    }

    @Test
    void aPreviousIdOf0IsAbsentAndBridgesNothing() {
        SequenceTracker tracker = at(SequenceMode.CHAIN, 100, 1);
        assertThat(classify(tracker, 101, Missing.ID, 0, 2)).isEqualTo(SequenceStep.GAP);
        assertThat(tracker.gapSizeKnown()).isFalse();
        assertThat(tracker.bridges(100, 101, Missing.ID, 0)).isFalse();
    }

    @Test
    void aChainIsBridgedByItsFirstMessageAfterASnapshotOnly() {
        SequenceTracker tracker = new SequenceTracker(SequenceMode.CHAIN);
        tracker.loaded(100);
        assertThat(classify(tracker, 150, Missing.ID, 90, 1)).isEqualTo(SequenceStep.OK);
        tracker.take(5, 2);
        assertThat(classify(tracker, 150, Missing.ID, 90, 3)).isEqualTo(SequenceStep.GAP);
    }
}
