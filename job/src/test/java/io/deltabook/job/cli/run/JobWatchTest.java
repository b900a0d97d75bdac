// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.testing.AnsweringServer;
import io.deltabook.job.state.Leftovers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of a job's REST interface while it runs; a server answers as Flink does. */
final class JobWatchTest {
    private static final String ROWS = "order_book.pipeline_rows_read";
    private static final String EVENTS = "order_book.pipeline_events_processed";

    private static final String PAUSE = "Source__deltas.pipeline_memory_current_pause_seconds";

    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger ends = new AtomicInteger();
    private final List<Long> checkpointsAt = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JobResult> result = new CompletableFuture<>();
    private final AtomicLong looks = new AtomicLong();
    private final List<String> waits = new CopyOnWriteArrayList<>();
    private String state = "RUNNING";
    private final AnsweringServer server = new AnsweringServer(this::answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCheckpointIsTriggeredAfterEachGivenNumberOfEvents() throws CommandFailure {
        watch(1_000);

        assertThat(checkpointsAt).containsExactly(1_200L, 2_400L, 3_600L);
    }

    @Test
    void noneIsTriggeredIfTheOptionIsOff() throws CommandFailure {
        watch(0);

        assertThat(checkpointsAt).isEmpty();
    }

    @Test
    void aJobThatHasWaitedForSlotsForAWhileSaysSoUntilItHasThem() throws CommandFailure {
        watch(0);

        String why =
                "waits for slots: 4 of its 4 tasks have none, and [http://localhost:%d/] has 2 slots on 1 TaskManagers, 0 of them free"
                        .formatted(server.port());
        assertThat(waits).hasSizeGreaterThan(1).startsWith(why).endsWith((String) null);
        assertThat(waits.subList(0, waits.size() - 1)).containsOnly(why);
    }

    @Test
    void aJobThatIsAboutToBeRestartedDoesNotWaitForSlots() throws CommandFailure {
        state = "RESTARTING";

        watch(0);

        assertThat(waits).isEmpty();
    }

    @Test
    void aPauseForLackOfMemoryEndsTheJobOnceItExceedsTheLimit() throws CommandFailure {
        watch(0, Duration.ofSeconds(9));

        assertThat(ends).hasValue(1);
    }

    @Test
    void aPauseUpToTheLimitEndsNothing() throws CommandFailure {
        watch(0, Duration.ofSeconds(10));

        assertThat(ends).hasValue(0);
    }

    private void watch(long everyEvents) throws CommandFailure {
        watch(everyEvents, Duration.ofMinutes(10));
    }

    /** Each look finds 400 events more; the job ends at 4,000. It has been paused for 10 s. */
    private void watch(long everyEvents, Duration longestPause) throws CommandFailure {
        JobRest job = new JobRest(server.address(), "1");
        List<Long> shown = new CopyOnWriteArrayList<>();
        Progress progress =
                new Progress() {
                    @Override
                    public void done(long read) {
                        shown.add(read);
                    }

                    @Override
                    public void waits(String why) {
                        waits.add(why);
                    }

                    @Override
                    public void close() {}
                };
        PauseLimit limit = new PauseLimit(job, longestPause, ends::incrementAndGet);
        new JobWatch(
                        job,
                        progress,
                        everyEvents,
                        limit,
                        Leftovers.none(),
                        () -> {},
                        Duration.ofMillis(5),
                        () -> TimeUnit.SECONDS.toNanos(looks.getAndAdd(4)))
                .await(result);
        assertThat(shown).contains(800L, 1_600L).isSorted();
    }

    /** At first none of its four tasks has a slot. */
    private String job() {
        String tasks = events.get() < 2_000 ? "\"SCHEDULED\": 2, \"RUNNING\": 0" : "\"RUNNING\": 2";
        return "{\"state\": \"%s\", \"vertices\": [{\"id\": \"v1\", \"tasks\": {%s}}, {\"id\": \"v2\", \"tasks\": {%s}}]}"
                .formatted(state, tasks, tasks);
    }

    private String answer(AnsweringServer.Request request) {
        if (request.isPost()) {
            checkpointsAt.add(events.get());
            return "{\"request-id\": \"7\"}";
        }
        return switch (request.path().replace("/jobs/1/vertices/", "")) {
            case "/jobs/1" -> job();
            case "/overview" -> "{\"taskmanagers\": 1, \"slots-total\": 2, \"slots-available\": 0}";
            case "/jobmanager/config" -> "[]";
            case "v1/subtasks/metrics" ->
                    "[{\"id\": \"numRecordsIn\"}, {\"id\": \"%s\"}]".formatted(PAUSE);
            case "v1/subtasks/metrics?agg=max&get=" + PAUSE ->
                    "[{\"id\": \"%s\", \"max\": 10.4}]".formatted(PAUSE);
            case "v2/subtasks/metrics" ->
                    "[{\"id\": \"%s\"}, {\"id\": \"%s\"}]".formatted(ROWS, EVENTS);
            case "v2/subtasks/metrics?agg=sum&get=" + EVENTS + "," + ROWS -> look();
            default -> throw new AssertionError("must not be asked for: " + request.path());
        };
    }

    /** Finds more events, and in the end the job's. */
    private String look() {
        long now = events.addAndGet(400);
        if (now == 4_000) {
            result.complete(
                    new JobResult.Builder()
                            .jobId(new JobID())
                            .jobStatus(JobStatus.FINISHED)
                            .netRuntime(1)
                            .build());
        }
        return "[{\"id\": \"%s\", \"sum\": %d.0}, {\"id\": \"%s\", \"sum\": %d.0}]"
                .formatted(EVENTS, now, ROWS, 2 * now);
    }
}
