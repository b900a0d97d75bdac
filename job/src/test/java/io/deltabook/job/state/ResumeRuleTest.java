// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import io.deltabook.job.state.ResumeRule.Committed;
import io.deltabook.job.state.ResumeRule.Newest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResumeRuleTest {
    private static final LaneId ONE = new LaneId("X", "ONE");
    private static final LaneId TWO = new LaneId("X", "TWO");

    @ParameterizedTest
    @CsvSource({
        "READABLE, NOTHING, RESTORE",
        "READABLE, SOME, RESTORE",
        "UNREADABLE, NOTHING, UNREADABLE",
        "UNREADABLE, SOME, UNREADABLE",
        "UNREADABLE, ALL_LANES, UNREADABLE",
        "NONE, NOTHING, BEGIN",
        "NONE, SOME, LOST",
        "NONE, ALL_LANES, FINISHED",
    })
    void snapshotAndCommittedRowsDecide(Newest newest, Committed committed, ResumeRule rule) {
        assertThat(ResumeRule.decide(newest, committed, Set.of(ONE, TWO), Set.of()))
                .isEqualTo(rule);
    }

    @Test
    void aSnapshotAfterTheEndOfALaneIsRestored() {
        assertThat(ResumeRule.decide(Newest.READABLE, Committed.SOME, Set.of(TWO), Set.of(ONE)))
                .isEqualTo(ResumeRule.RESTORE);
    }

    @Test
    void aSnapshotOfTheEndIsRestoredSinceItMayHaveFilesToCommit() {
        assertThat(
                        ResumeRule.decide(
                                Newest.READABLE, Committed.ALL_LANES, Set.of(), Set.of(ONE, TWO)))
                .isEqualTo(ResumeRule.RESTORE);
    }

    @Test
    void aSnapshotOlderThanACommittedEndIsNeverRestored() {
        assertThat(
                        ResumeRule.decide(
                                Newest.READABLE, Committed.SOME, Set.of(ONE, TWO), Set.of(ONE)))
                .isEqualTo(ResumeRule.OUTDATED);
        assertThat(
                        ResumeRule.decide(
                                Newest.READABLE,
                                Committed.ALL_LANES,
                                Set.of(TWO),
                                Set.of(ONE, TWO)))
                .isEqualTo(ResumeRule.FINISHED);
    }

    /** The last checkpoint was read to the end of the lanes, and is deleted before older ones. */
    @Test
    void aSnapshotBehindTheCommittedEndIsOfNoUse() {
        assertThat(
                        ResumeRule.decide(
                                Newest.BEHIND, Committed.ALL_LANES, Set.of(), Set.of(ONE, TWO)))
                .isEqualTo(ResumeRule.FINISHED);
    }

    /** It is refused then, by the number of the checkpoint that was committed. */
    @Test
    void aSnapshotBehindWhatIsCommittedIsComparedByNumber() {
        assertThat(ResumeRule.decide(Newest.BEHIND, Committed.SOME, Set.of(ONE, TWO), Set.of(ONE)))
                .isEqualTo(ResumeRule.RESTORE);
    }
}
