// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import org.junit.jupiter.api.Test;

final class ModeEvidenceTest {
    private final ModeEvidence evidence = new ModeEvidence();
    private int sent;

    @Test
    void knowsNoModeWithoutRowsOrIds() {
        assertThat(evidence.isAny()).isFalse();
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
        evidence.add(Missing.ID, 5, 4);
        assertThat(evidence.isAny()).isTrue();
        assertThat(evidence.mode()).isEqualTo(SequenceMode.NONE);
    }

    @Test
    void findsAChainWhereOneRowHasAPreviousId() {
        evidence.add(7, 5, Missing.ID);
        evidence.add(9, 8, 7);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CHAIN);
    }

    @Test
    void findsARangeWhereOneRowHasAFirstId() {
        evidence.add(7, Missing.ID, Missing.ID);
        evidence.add(9, 8, Missing.ID);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.RANGE);
    }

    @Test
    void findsContiguousIdsAfterAThousandStepsOfOne() {
        idsUpTo(1_000);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
        idsUpTo(1_001);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
    }

    @Test
    void isMonotonicAfterOneStepThatIsNotOne() {
        idsUpTo(2_000);
        evidence.add(2_002, Missing.ID, Missing.ID);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.MONOTONIC);
    }

    @Test
    void countsWhatItSaw() {
        for (long id : new long[] {5, 5, 6, Missing.ID, 6, 9, 9, 9, 4, 5}) {
            evidence.add(id, Missing.ID, Missing.ID);
        }
        assertThat(evidence.rows()).isEqualTo(10);
        assertThat(evidence.withoutId()).isEqualTo(1);
        assertThat(evidence.repeats()).isEqualTo(4);
        assertThat(evidence.stepsOfOne()).isEqualTo(2);
        assertThat(evidence.jumps()).isEqualTo(1);
        assertThat(evidence.falls()).isEqualTo(1);
        assertThat(evidence.reason()).isEqualTo("not all steps are + 1");
    }

    @Test
    void saysWhyItIsThisMode() {
        assertThat(evidence.reason()).isEqualTo("no row has an id");
        idsUpTo(1_000);
        assertThat(evidence.reason()).isEqualTo("fewer than 1000 steps to judge by");
        idsUpTo(1_001);
        assertThat(evidence.reason()).isEqualTo("all steps are + 1");
        evidence.add(1_002, 1_002, Missing.ID);
        assertThat(evidence.reason()).isEqualTo("rows have a first id");
        evidence.add(1_003, 1_003, 1_002);
        assertThat(evidence.reason()).isEqualTo("rows have a previous id");
    }

    @Test
    void looksAtAHundredThousandRowsAndNoMore() {
        for (int row = 0; row < ModeEvidence.MAX_ROWS; row++) {
            assertThat(evidence.isEnough()).isFalse();
            evidence.add(row, Missing.ID, Missing.ID);
        }
        assertThat(evidence.isEnough()).isTrue();
        evidence.add(1, 1, 1);
        assertThat(evidence.mode()).isEqualTo(SequenceMode.CONTIGUOUS);
    }

    /** Two rows a message. */
    private void idsUpTo(int last) {
        while (sent < last) {
            sent++;
            evidence.add(sent, Missing.ID, Missing.ID);
            evidence.add(sent, Missing.ID, Missing.ID);
        }
    }
}
