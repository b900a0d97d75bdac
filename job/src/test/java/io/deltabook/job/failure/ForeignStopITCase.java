// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static io.deltabook.job.cli.testing.DisturbedRun.FAST;
import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.OtherCluster;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SameRows;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are stopped by others with a savepoint in a folder of their own: what is committed is
 * as new as that, so the run continues from it or not at all.
 */
final class ForeignStopITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 250000 --file-rows 12500", "--set snapshot.every-updates=1");

    @TempDir private Path folder;

    private DisturbedRun disturbed;
    private Path output;
    private Path jar;
    private StateFolder state;
    private Path foreign;

    @BeforeEach
    void setUp() throws IOException {
        disturbed = DisturbedRun.in(folder, UNDISTURBED);
        output = disturbed.output();
        state = new StateFolder(disturbed.state());
        foreign = folder.resolve("foreign");
        jar = OtherCluster.emptyJar(folder);
    }

    /** An older savepoint of the run's own is in its state, and must not be taken. */
    @Test
    void aRunStoppedByOthersWhileItsCommandWaitsContinuesFromTheirSavepoint() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            CompletableFuture<CommandLineRun> run =
                    CommandLineRun.async(begin(OtherCluster.address(cluster)));
            assertThat(disturbed.hasCheckpoint(1, run)).as(() -> run.join().toString()).isTrue();

            CommandLineRun.succeeds("savepoint --output", output);
            stop();

            run.get()
                    .assertEndedWith(ExitCode.STOPPED)
                    .assertErrPattern(
                            "stopped externally with savepoint \\d+ in \\[file:" + foreign)
                    .assertErrPattern("Stopped at savepoint \\d+: ");
            RestorePoint newest = RestorePoints.newest(state);
            assertThat(newest.folder().getFileName()).isEqualTo(foreignSavepoint().getFileName());

            assertGoesOn();
        }
    }

    @Test
    void aRunStoppedByOthersAfterItsCommandWasKilledContinuesFromTheirSavepointOrNotAtAll()
            throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            try (RunningProcess run = RunningProcess.start(begin(OtherCluster.address(cluster)))) {
                run.await("Web UI: ");
                disturbed.awaitCheckpoint(1, run);
                run.signal("KILL");
                run.exitCode();
            }
            stop();
            Path savepoint = foreignSavepoint();
            Path aside = folder.resolve("aside");
            Files.move(savepoint, aside);

            disturbed
                    .resume("--parallelism 1", FAST)
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr("which the run was stopped with, must be copied into its state")
                    .assertErr("copy that folder into [%s]".formatted(state.savepoints()));

            Files.move(aside, savepoint);
            assertGoesOn();
        }
    }

    /** Who has the run's token may stop its own cluster too; that one is gone with the job. */
    @Test
    void aRunInItsOwnProcessStoppedByOthersContinuesFromTheirSavepoint() throws Exception {
        CompletableFuture<CommandLineRun> run = CommandLineRun.async(begin("none"));
        assertThat(disturbed.hasCheckpoint(1, run)).as(() -> run.join().toString()).isTrue();
        JobRest.of(JobRecord.read(state.job()), state).triggerStop(foreign);

        run.get()
                .assertEndedWith(ExitCode.STOPPED)
                .assertErrPattern("stopped externally with savepoint \\d+ in \\[file:" + foreign)
                .assertErrPattern("Stopped at savepoint \\d+: ");
        assertGoesOn();
    }

    private Words begin(String cluster) {
        return disturbed.begin("--cluster", cluster, "--cluster-jar", jar, "--parallelism 2", SLOW);
    }

    private Path foreignSavepoint() throws IOException {
        try (Stream<Path> savepoints = Files.list(foreign)) {
            return savepoints.findFirst().orElseThrow();
        }
    }

    /** As the run's user can through the REST interface, with its token. */
    private void stop() throws IOException, InterruptedException {
        JobRest job = JobRest.of(JobRecord.read(state.job()), state);
        new SavepointRequest(job, foreign).stop();
        while (!job.status().isEnded()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(job.status().word()).isEqualTo("FINISHED");
    }

    private void assertGoesOn() throws Exception {
        disturbed
                .resume("--parallelism 1", FAST)
                .assertSucceeded()
                .assertErrPattern("Resuming from savepoint \\d+: ");
        SameRows.assertIn(output, UNDISTURBED.output());
        assertThat(state.path()).doesNotExist();
        assertThat(foreignSavepoint()).isNotEmptyDirectory();
    }
}
