// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.cli.testing.AnsweringServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A savepoint is requested just as the job starts or ends; a server answers as Flink does. */
final class SavepointRequestTest {
    private static final int LOOKS_UNTIL_THE_END = 3;
    private static final String TASK_FAILURE =
            "org.apache.flink.runtime.checkpoint.CheckpointException: Task local checkpoint failure.";
    private static final String INITIALIZING =
            "org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException: Unable to"
                    + " get JobMasterGateway for initializing job. The requested operation is not"
                    + " available while the JobManager is initializing.";

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private int pollsOfTheAnswer = Integer.MAX_VALUE;
    private int refusals;
    private String refusal = INITIALIZING;
    private final AnsweringServer server = new AnsweringServer(this::answer);

    @AfterEach
    void end() {
        server.close();
    }

    /** The request is in progress, and stays so unless a test wants it to be answered. */
    private String answer(AnsweringServer.Request request) {
        if (request.path().endsWith("/status")) {
            boolean isAtItsEnd = looks.incrementAndGet() > LOOKS_UNTIL_THE_END;
            return "{\"status\":\"%s\"}".formatted(isAtItsEnd ? "FINISHED" : "RUNNING");
        }
        if (request.path().contains("/savepoints/") && --refusals >= 0) {
            return "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":\"%s\"}}}"
                    .formatted(refusal);
        }
        if (request.path().contains("/savepoints/") && --pollsOfTheAnswer < 0) {
            answers.incrementAndGet();
            return "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/s\"}}";
        }
        return request.path().contains("/savepoints/")
                ? "{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}"
                : "{\"request-id\":\"1\"}";
    }

    @Test
    void aStopDoesNotWaitForAJobThatHasEndedByItself() {
        assertThatNoException().isThrownBy(request()::stop);
    }

    @Test
    void norDoesASavepoint() {
        assertThatNoException().isThrownBy(request()::take);
    }

    /** A cluster that closes waits until its answers were fetched. */
    @Test
    void anAnswerThatComesAfterTheEndIsFetched() throws Exception {
        pollsOfTheAnswer = LOOKS_UNTIL_THE_END + 3;

        request().stop();

        assertThat(looks.get()).isGreaterThan(LOOKS_UNTIL_THE_END);
        assertThat(answers).hasValue(1);
    }

    /** Flink's answer to a stop in the first second of a job. */
    @Test
    void aJobThatIsBeingStartedIsAskedAgain() throws Exception {
        refusals = 2;
        pollsOfTheAnswer = 0;

        request().stop();

        assertThat(answers).hasValue(1);
    }

    @Test
    void aJobThatNeverStartsIsGivenUpInOwnWords() {
        refusals = Integer.MAX_VALUE;

        assertThatThrownBy(
                        () ->
                                new SavepointRequest(
                                                new JobRest(server.address(), "1"),
                                                Path.of("/savepoints"),
                                                Duration.ZERO)
                                        .stop())
                .hasMessageStartingWith("the job was still starting or restarting after 0 s (")
                .hasMessageContaining("Unable to get JobMasterGateway");
    }

    /** A source subtask that is ending fails a savepoint; the job goes on. */
    @Test
    void aSavepointThatFailedInATaskIsTakenAgain() throws Exception {
        refusal = TASK_FAILURE;
        refusals = 2;
        pollsOfTheAnswer = 0;

        request().stop();

        assertThat(answers).hasValue(1);
    }

    @Test
    void oneThatFailsInATaskAgainAndAgainIsGivenUpWithItsCause() {
        refusal = TASK_FAILURE;
        refusals = 3;
        pollsOfTheAnswer = 0;

        assertThatThrownBy(request()::stop).hasMessageContaining("Task local checkpoint failure");
        assertThat(answers).hasValue(0);
    }

    private SavepointRequest request() {
        return new SavepointRequest(new JobRest(server.address(), "1"), Path.of("/savepoints"));
    }
}
