// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.SlowStages.Stage;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.JobMetrics;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One stage does a few steps and then stops, for as long as it takes to see all queues before it
 * full: what was read and not yet processed is then bounded by the queues' sizes, whatever the
 * input's. A slow source is {@link MemoryPauseITCase}'s.
 */
final class BackPressureITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final long ROWS = 120_000;
    private static final int ROUNDS = 3;
    private static final int STEPS = 1;
    private static final int ROWS_A_BATCH = 1_700;

    /**
     * Flink's queue between the thread that reads and the task, and the batch that finds no room.
     */
    private static final int QUEUED_BATCHES = 2 + 1;

    /** One being written to the network, one being read from it, one being processed. */
    private static final int BATCHES_IN_HAND = 3;

    /** Of one channel: 2 x 1 + 8 buffers where it is written and 2 + 8 where it is read. */
    private static final int NETWORK_BYTES = 20 * 32 * 1024;

    /** A row's flags, price and quantity; times and ids may take nothing. */
    private static final int LEAST_BYTES_A_ROW = 17;

    private static final long MOST_ROWS_BETWEEN =
            (long) (QUEUED_BATCHES + BATCHES_IN_HAND) * ROWS_A_BATCH
                    + NETWORK_BYTES / LEAST_BYTES_A_ROW;

    private static final String BOOK = ".order book";
    private static final String WRITING = ".writing";

    @TempDir private static Path folder;

    private static Path input;
    private static RunOutput undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        input = folder.resolve("input");
        SampleMarket.generate(input, ROWS, 2, 11, ROWS_A_BATCH);
        undisturbed = run("undisturbed").on(CLUSTER);
        assertThat(MOST_ROWS_BETWEEN).as("the input is larger").isLessThan(ROWS * 3 / 4);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aSlowStageSlowsTheSourceAndNothingPilesUp(Stage stage) throws Exception {
        SlowStages slow = SlowStages.at(stage);
        TestRun run = run(stage.name()).slowedBy(slow);
        JobID job = run.start(CLUSTER);
        try {
            slow(stage, slow, JobMetrics.of(CLUSTER, job));
        } finally {
            slow.allowAll();
        }

        RunOutput output = run.await(CLUSTER, job);
        output.assertSameAs(undisturbed);
    }

    private static void slow(Stage stage, SlowStages slow, JobMetrics metrics)
            throws InterruptedException {
        long processed = -1;
        for (int round = 0; round < ROUNDS; round++) {
            slow.allow(STEPS);
            JobMetrics.await(() -> slow.isStuck() && isFull(metrics));

            long fetched = (long) metrics.sum("deltas", MetricNames.ROWS_FETCHED);
            long done = (long) metrics.sum("order book", MetricNames.ROWS_READ);
            assertThat(fetched - done).isBetween(1L, MOST_ROWS_BETWEEN);
            assertThat(fetched).isLessThan(ROWS);
            assertThat(done).as("goes on with the slow stage").isGreaterThanOrEqualTo(processed);
            processed = done;
            assertThat(metrics.sum("deltas", "outputQueueLength")).isPositive();
            JobMetrics.await(() -> blamed(metrics).equals(task(stage)));
        }
        if (stage == Stage.SINK) {
            JobMetrics.await(() -> metrics.sum("deltas", "backPressuredTimeMsPerSecond") > 0);
        }
    }

    /** The first task that waits for no other, as the web UI shows it. */
    private static String blamed(JobMetrics metrics) {
        return Stream.of("deltas", BOOK, WRITING)
                .filter(task -> metrics.sum(task, "isBackPressured") == 0)
                .findFirst()
                .orElse("none");
    }

    private static String task(Stage stage) {
        return stage == Stage.BOOK ? BOOK : WRITING;
    }

    /** The source waits for its task, and that for the network. */
    private static boolean isFull(JobMetrics metrics) {
        double queued = metrics.sum("deltas", MetricNames.QUEUE_DEPTH);
        assertThat(queued).isLessThanOrEqualTo(QUEUED_BATCHES);
        return queued == QUEUED_BATCHES
                && metrics.sum("deltas", "isBackPressured") == 1
                && metrics.sum("deltas", "outPoolUsage") == 1;
    }

    private static TestRun run(String name) {
        return TestRun.of(folder.resolve(name), input)
                .set("checkpoint.interval", "1h")
                .set("sink.row-group-size", "64kb")
                .parallelism(1);
    }
}
