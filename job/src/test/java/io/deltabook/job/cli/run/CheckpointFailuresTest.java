// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.FaultITCase;
import java.io.IOException;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureManager;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flink's logger is asked as Flink asks it; {@link FaultITCase} has a job that fails so. */
final class CheckpointFailuresTest {
    private static final Logger FLINKS = LoggerFactory.getLogger(CheckpointFailureManager.class);

    private static final String EXCEEDED =
            "FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Asynchronous task checkpoint failed.";

    @Test
    void theCauseOfTheNewestFailureIsReportedInsteadOfTheirNumber() {
        try (CheckpointFailures failures = new CheckpointFailures()) {
            fail("[/state/chk-1] is full");
            fail("[/state/chk-2] is full");

            assertThat(failures.explain(EXCEEDED))
                    .isEqualTo(
                            "several checkpoints in a row failed; the last: [/state/chk-2] is full");
        }
    }

    @Test
    void otherErrorsAndUnexplainedOnesAreNotChanged() {
        try (CheckpointFailures failures = new CheckpointFailures()) {
            assertThat(failures.explain(EXCEEDED)).isEqualTo(EXCEEDED);
            fail("[/state/chk-1] is full");
            assertThat(failures.explain("IOException: no")).isEqualTo("IOException: no");
        }
        fail("[/state/chk-2] is full");
        try (CheckpointFailures failures = new CheckpointFailures()) {
            assertThat(failures.explain(EXCEEDED)).isEqualTo(EXCEEDED);
        }
    }

    @Test
    void aCheckpointThatMeetsTheEndOfTheJobIsNotLoggedAndOthersAre() {
        try (CheckpointFailures failures = new CheckpointFailures()) {
            fail("[/state/chk-1] is full");
            log(new CheckpointException(CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND));
            log(
                    new SerializedThrowable(
                            new CheckpointException(
                                    "Task name with subtask : Source (1/2)#0",
                                    CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING)));
            log(
                    new CheckpointException(
                            "TaskManager received a checkpoint request for unknown task 1.",
                            CheckpointFailureReason.TASK_CHECKPOINT_FAILURE));

            assertThat(failures.explain(EXCEEDED)).endsWith("the last: [/state/chk-1] is full");

            log(
                    new CheckpointException(
                            "The task cannot write.",
                            CheckpointFailureReason.TASK_CHECKPOINT_FAILURE));

            assertThat(failures.explain(EXCEEDED)).contains("the last: ", "The task cannot write.");
        }
    }

    private static void fail(String why) {
        log(
                new CheckpointException(
                        CheckpointFailureReason.CHECKPOINT_ASYNC_EXCEPTION, new IOException(why)));
    }

    private static void log(Exception error) {
        FLINKS.warn("Failed to trigger or complete checkpoint {} for job {}.", 1, 2, error);
    }
}
