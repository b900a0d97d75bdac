// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import org.junit.jupiter.api.Test;

final class ModeEvidenceTest {
    private static final long NONE = Missing.ID;

    private final ModeEvidence evidence = new ModeEvidence();
    private long time = 1_000;
    private long sent = 100;

    @Test
    void knowsNoModeWithoutRowsOrIds() {
        assertThat(evidence.isAny()).isFalse();
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
        message(NONE, 5, 4);
        assertThat(evidence.isAny()).isTrue();
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
        assertThat(evidence.reason()).isEqualTo("no row has an id");
        assertThat(evidence.warnings()).isEmpty();
    }

    @Test
    void takesTheStrictestModeOfIdsThatThereAreNoStepsToJudgeBy() {
        message(7, NONE, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.reason()).isEqualTo("fewer than 30 steps to judge by");
        evidence.interrupt();
        message(9, 8, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.RANGE);
        assertThat(evidence.reason()).isEqualTo("messages name their first id");
        evidence.interrupt();
        message(15, 12, 11);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CHAIN);
        assertThat(evidence.reason()).isEqualTo("messages name the previous id");
    }

    @Test
    void findsAChainWhereHalfOfTheStepsLeadFromTheIdNamed() {
        for (int i = 0; i < 10; i++) {
            step(3, 0, 0);
            step(3, 0, 1);
        }
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.steps()).isEqualTo(19);
        assertThat(evidence.links()).isEqualTo(9);
        assertThat(evidence.warnings())
                .containsExactly(
                        "the previous id is there but was not taken: only 9 of 19 steps lead from the id that it names",
                        "the first id is there but was not taken: only 0 of 19 steps lead to it or into its message");
        step(3, 0, 0);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CHAIN);
        assertThat(evidence.reason())
                .isEqualTo("10 of 20 steps lead from the id that the message names");
        assertThat(evidence.warnings()).isEmpty();
    }

    @Test
    void findsARangeWhereHalfOfTheStepsLeadToOrOverTheFirstId() {
        message(100, 99, NONE);
        message(103, 101, NONE);
        message(110, 95, NONE);
        message(120, 112, NONE);
        message(130, 122, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.RANGE);
        assertThat(evidence.reason())
                .isEqualTo("2 of 4 steps lead to the first id or into the message");
        message(140, 132, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
    }

    @Test
    void aColumnThatIsNullZeroOrConstantThroughoutIsAbsent() {
        for (long id = 101; id <= 140; id++) {
            message(id, 0, 77);
        }
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
        assertThat(evidence.warnings())
                .containsExactly(
                        "the previous id is there but was not taken: it is 77 throughout",
                        "the first id is there but was not taken: it is 0 throughout");
    }

    @Test
    void aFirstIdOfNegativeConstantsIsAbsentToo() {
        message(10, -1, NONE);
        message(12, -2, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.warnings())
                .containsExactly(
                        "the first id is there but was not taken: it is 0 or less throughout");
    }

    @Test
    void anUpdateIdThatIsTheSameAtAllTimesIsAbsent() {
        message(5, NONE, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        message(5, NONE, NONE);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
        assertThat(evidence.reason()).isEqualTo("the update id is 5 throughout");
        assertThat(evidence.warnings())
                .containsExactly("the update id is there but was not taken: it is 5 throughout");
    }

    @Test
    void findsContiguousIdsAfterThirtyStepsOfOne() {
        stepsOfOne(30);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.steps()).isEqualTo(29);
        stepsOfOne(1);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
        assertThat(evidence.reason()).isEqualTo("30 of 30 steps are + 1");
    }

    @Test
    void oneStepInAHundredMayBeAnother() {
        stepsOfOne(100);
        sent += 50;
        stepsOfOne(1);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
        assertThat(evidence.steps()).isEqualTo(100);
        assertThat(evidence.warnings()).isEmpty();
        sent += 50;
        stepsOfOne(1);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.reason()).isEqualTo("only 99 of 101 steps are + 1");
    }

    @Test
    void oneLossInAShortSampleHidesNoRule() {
        stepsOfOne(20);
        sent += 60;
        stepsOfOne(20);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
        assertThat(evidence.warnings())
                .containsExactly(
                        "97.4 % of 39 steps are + 1: every other step is taken as a gap; sequence.mode: monotonic if the venue leaves ids out");
        sent += 1;
        stepsOfOne(1);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
    }

    @Test
    void warnsOfIdsThatAreNearlyContiguous() {
        for (int i = 0; i < 10; i++) {
            stepsOfOne(10);
            sent += 5;
        }
        assertThat(evidence.warnings()).singleElement().asString().startsWith("90.9 % of 99 steps");
        sent += 5;
        stepsOfOne(1);
        sent += 5;
        stepsOfOne(1);
        assertThat(evidence.warnings()).isEmpty();
    }

    @Test
    void noStepLeadsOverASnapshotOrFromFileToFile() {
        for (int i = 0; i < 5; i++) {
            stepsOfOne(10);
            sent += 1_000;
            evidence.addSnapshot(sent);
            evidence.addSnapshot(sent);
            sent -= 500;
            stepsOfOne(10);
            evidence.interrupt();
            sent += 7;
        }
        assertThat(evidence.steps()).isEqualTo(90);
        assertThat(evidence.stepsOfOne()).isEqualTo(90);
        assertThat(evidence.snapshotRows()).isEqualTo(10);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
    }

    @Test
    void aLongMessageWithoutAZeroIsASnapshotIfSnapshotsAreNotMarked() {
        stepsOfOne(10);
        rows(9_000, 100, true);
        stepsOfOne(10);
        evidence.interrupt();
        assertThat(evidence.steps()).isEqualTo(18);
        assertThat(evidence.snapshotRows()).isEqualTo(100);
        stepsOfOne(10);
        rows(9_001, 100, false);
        stepsOfOne(10);
        rows(9_002, 99, true);
        evidence.interrupt();
        assertThat(evidence.steps()).isEqualTo(18 + 21);
        assertThat(evidence.jumps()).isEqualTo(2);
        assertThat(evidence.snapshotRows()).isEqualTo(100);
    }

    @Test
    void aLaneOfSnapshotsOnlyIsJudgedByTheirIds() {
        evidence.addSnapshot(NONE);
        assertThat(evidence.isAny()).isTrue();
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
        evidence.addSnapshot(9);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
    }

    @Test
    void countsWhatItSaw() {
        for (long id : new long[] {5, 5, 6, NONE, 6, 9, 9, 9, 4, 5}) {
            row(id, NONE, NONE);
        }
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        assertThat(evidence.rows()).isEqualTo(10);
        assertThat(evidence.withoutId()).isEqualTo(1);
        assertThat(evidence.repeats()).isEqualTo(4);
        assertThat(evidence.stepsOfOne()).isEqualTo(2);
        assertThat(evidence.jumps()).isEqualTo(1);
        assertThat(evidence.falls()).isEqualTo(1);
    }

    @Test
    void looksAtAHundredThousandRowsAndNoMore() {
        for (int row = 1; row <= ModeEvidence.MAX_ROWS; row++) {
            assertThat(evidence.isEnough()).isFalse();
            row(row, NONE, NONE);
        }
        assertThat(evidence.isEnough()).isTrue();
        row(1, 1, 1);
        evidence.addSnapshot(5);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
        assertThat(evidence.steps()).isEqualTo(ModeEvidence.MAX_ROWS - 1);
    }

    /** A message of {@code size} ids after the one before, or with another previous id. */
    private void step(int size, int missing, int wrong) {
        long previous = sent + wrong;
        sent += size + missing;
        message(sent, sent, previous);
    }

    private void stepsOfOne(int count) {
        for (int i = 0; i < count; i++) {
            sent++;
            message(sent, NONE, NONE);
        }
    }

    /** Two rows. */
    private void message(long id, long first, long previous) {
        time++;
        row(id, first, previous);
        row(id, first, previous);
    }

    private void row(long id, long first, long previous) {
        evidence.add(id, first, previous, time, true);
    }

    private void rows(long id, int count, boolean isFull) {
        for (int row = 0; row < count; row++) {
            evidence.add(id, NONE, NONE, time, isFull || row > 0);
        }
    }
}
