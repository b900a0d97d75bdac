// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.memory.FakeMemory;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.memory.MemoryState;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.JobMetrics;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Memory runs short while a job reads. */
final class MemoryPauseITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final long LIMIT = 100L << 20;
    private static final long ENOUGH = LIMIT / 2;
    private static final long SHORT = LIMIT / 100 * 90;
    private static final long TOO_MUCH = LIMIT / 100 * 96;

    @TempDir private static Path folder;

    private static Path input;
    private static RunOutput undisturbed;

    private final FakeMemory memory = FakeMemory.using(SHORT);
    private JobID job;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        input = folder.resolve("input");
        SampleMarket.generate(input, 100_000, 2, 12, 1_000);
        undisturbed = run("undisturbed").on(CLUSTER);
    }

    @AfterEach
    void endTheRun() throws Exception {
        if (!CLUSTER.flink().getJobStatus(job).get().isTerminalState()) {
            CLUSTER.flink().cancelJob(job).get();
            CLUSTER.await(job);
        }
    }

    @Test
    void aPausedRunTakesCheckpointsStopsWithASavepointAndContinues() throws Exception {
        TestRun run = run("stopped").memory(settings());
        job = run.start(CLUSTER);
        JobMetrics metrics = JobMetrics.of(CLUSTER, job);
        pauseInTheMiddle(metrics);

        MiniCluster flink = CLUSTER.flink();
        CommonTestUtils.waitForAllTaskRunning(flink, job, false);
        flink.triggerCheckpoint(job).get();
        double fetched = metrics.sum("deltas", MetricNames.ROWS_FETCHED);
        flink.triggerCheckpoint(job).get();
        assertThat(metrics.sum("deltas", MetricNames.ROWS_FETCHED))
                .as("rows fetched while paused")
                .isEqualTo(fetched)
                .isLessThan(100_000);
        assertThat(metrics.sum("deltas", MetricNames.QUEUE_DEPTH)).isZero();
        assertThat(metrics.sum("order book", MetricNames.ROWS_READ)).isEqualTo(fetched);
        assertThat(metrics.sum("deltas", MetricNames.MEMORY_STATE))
                .isEqualTo(2.0 * MemoryState.PAUSED.code());

        String savepoint =
                flink.stopWithSavepoint(
                                job,
                                folder.resolve("savepoints").toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL)
                        .get();
        run.await(CLUSTER, job);

        TestRun narrower = run.from(savepoint).parallelism(1);
        job = narrower.start(CLUSTER);
        JobMetrics resumed = JobMetrics.of(CLUSTER, job);
        JobMetrics.await(() -> resumed.sum("order book", MetricNames.PROGRESS) == fetched / 1_000);
        assertThat(resumed.sum("order book", MetricNames.ROWS_DONE)).isEqualTo(fetched);
        assertThat(resumed.sum("order book", MetricNames.ROWS_READ)).isZero();

        memory.use(ENOUGH);
        RunOutput output = narrower.await(CLUSTER, job);
        output.assertSound();
        output.assertSameAs(undisturbed);
    }

    @Test
    void aPausedRunContinuesOnceMemoryHasFallen() throws Exception {
        TestRun run = run("resumed").memory(settings());
        job = run.start(CLUSTER);
        JobMetrics metrics = JobMetrics.of(CLUSTER, job);
        pauseInTheMiddle(metrics);
        memory.use(SHORT);
        JobMetrics.await(
                () -> metrics.values("deltas", MetricNames.MEMORY_USAGE).contains(gib(SHORT)));
        assertThat(metrics.sum("deltas", MetricNames.MEMORY_STATE))
                .isEqualTo(2.0 * MemoryState.PAUSED.code());

        memory.use(ENOUGH);
        run.await(CLUSTER, job).assertSameAs(undisturbed);
    }

    @Test
    void aPausedRunCanBeCancelled() throws Exception {
        TestRun run = run("cancelled").memory(settings());
        job = run.start(CLUSTER);
        pauseInTheMiddle(JobMetrics.of(CLUSTER, job));

        CLUSTER.flink().cancelJob(job).get();
        JobResult result = CLUSTER.await(job).result();

        assertThat(result.getJobStatus()).contains(JobStatus.CANCELED);
    }

    /** While memory is short reading is slow enough for the pause to come in its middle. */
    private void pauseInTheMiddle(JobMetrics metrics) throws InterruptedException {
        JobMetrics.await(() -> metrics.sum("deltas", MetricNames.ROWS_FETCHED) > 0);
        memory.use(TOO_MUCH);
        JobMetrics.await(
                () ->
                        metrics.sum("deltas", MetricNames.MEMORY_STATE)
                                == 2.0 * MemoryState.PAUSED.code());
    }

    private MemorySettings settings() {
        return new MemorySettings(LIMIT, Duration.ofMillis(5), memory);
    }

    private static double gib(long bytes) {
        return bytes / (double) (1L << 30);
    }

    private static TestRun run(String name) {
        return TestRun.of(folder.resolve(name), input)
                .set("checkpoint.interval", "1h")
                .set("snapshot.every-updates", 500)
                .parallelism(2);
    }
}
