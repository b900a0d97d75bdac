// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SameRows;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are stopped by others with a savepoint in a folder of their own: what is committed is
 * as new as that, so the run continues from it or not at all.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ForeignStopITCase {
    @TempDir private Path folder;

    private Path output;
    private StateFolder state;
    private Path foreign;

    @BeforeEach
    void runUndisturbed() throws IOException {
        output = folder.resolve("out");
        state = new StateFolder(folder.resolve("out.state"));
        foreign = folder.resolve("foreign");
        new JarOutputStream(Files.newOutputStream(folder.resolve("job.jar"))).close();
        CommandLineRun.succeeds(
                "generate",
                "--output",
                folder.resolve("in").toString(),
                "--rows",
                "400000",
                "--file-rows",
                "20000");
        CommandLineRun.succeeds(
                "run",
                "--input",
                folder.resolve("in").toString(),
                "--output",
                folder.resolve("undisturbed").toString(),
                "--set",
                "snapshot.every-updates=1");
    }

    /** An older savepoint of the run's own is in its state, and must not be taken. */
    @Test
    void aRunStoppedByOthersWhileItsCommandWaitsContinuesFromTheirSavepoint() throws Exception {
        try (MiniCluster cluster = cluster()) {
            CompletableFuture<CommandLineRun> run =
                    CompletableFuture.supplyAsync(() -> CommandLineRun.of(begin(cluster)));
            awaitSnapshot(1, run);

            CommandLineRun.succeeds("savepoint", "--output", output.toString());
            stop();

            CommandLineRun stopped = run.get();

            assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.STOPPED);
            assertThat(stopped.err())
                    .containsPattern("stopped externally with savepoint \\d+ in \\[file:" + foreign)
                    .containsPattern("Stopped at savepoint \\d+: ");
            RestorePoint newest = RestorePoints.newest(state);
            assertThat(newest.folder().getFileName()).isEqualTo(foreignSavepoint().getFileName());

            assertGoesOn();
        }
    }

    @Test
    void aRunStoppedByOthersAfterItsCommandWasKilledContinuesFromTheirSavepointOrNotAtAll()
            throws Exception {
        try (MiniCluster cluster = cluster()) {
            try (RunningProcess run = RunningProcess.start(begin(cluster))) {
                run.await("Web UI: ");
                awaitSnapshot(1, new CompletableFuture<>());
                run.signal("KILL");
                run.exitCode();
            }
            stop();
            Path savepoint = foreignSavepoint();
            Path aside = folder.resolve("aside");
            Files.move(savepoint, aside);

            CommandLineRun refused = resume();

            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err())
                    .contains("which the run was stopped with, must be copied into its state")
                    .contains("copy that folder into [%s]".formatted(state.savepoints()));

            Files.move(aside, savepoint);
            assertGoesOn();
        }
    }

    /** Who has the run's token may stop its own cluster too; that one is gone with the job. */
    @Test
    void aRunInItsOwnProcessStoppedByOthersContinuesFromTheirSavepoint() throws Exception {
        CompletableFuture<CommandLineRun> run =
                CompletableFuture.supplyAsync(() -> CommandLineRun.of(begin("none")));
        awaitSnapshot(1, run);
        JobRest.of(JobRecord.read(state.job()), state).triggerStop(foreign);

        CommandLineRun stopped = run.get();

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(stopped.err())
                .containsPattern("stopped externally with savepoint \\d+ in \\[file:" + foreign)
                .containsPattern("Stopped at savepoint \\d+: ");
        assertGoesOn();
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
        CommandLineRun resumed = resume().assertSucceeded();
        assertThat(resumed.err()).containsPattern("Resuming from savepoint \\d+: ");
        SameRows.assertIn(output, folder.resolve("undisturbed"));
        assertThat(state.path()).doesNotExist();
        assertThat(foreignSavepoint()).isNotEmptyDirectory();
    }

    private void awaitSnapshot(long number, CompletableFuture<CommandLineRun> run)
            throws IOException, InterruptedException {
        RestorePoint newest = null;
        while (newest == null || newest.id() < number) {
            assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
            newest = RestorePoints.newest(state);
        }
    }

    private String[] begin(MiniCluster cluster) {
        return begin("localhost:" + cluster.getRestAddress().join().getPort());
    }

    private String[] begin(String cluster) {
        return new String[] {
            "run",
            "--input",
            folder.resolve("in").toString(),
            "--output",
            output.toString(),
            "--cluster",
            cluster,
            "--cluster-jar",
            folder.resolve("job.jar").toString(),
            "--parallelism",
            "2",
            "--set",
            "checkpoint.interval=10ms",
            "--set",
            "snapshot.every-updates=1"
        };
    }

    private CommandLineRun resume() {
        return CommandLineRun.of(
                "run",
                "--resume",
                "--output",
                output.toString(),
                "--parallelism",
                "1",
                "--set",
                "checkpoint.interval=5min");
    }

    private static MiniCluster cluster() throws Exception {
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(2)
                                .build());
        cluster.start();
        return cluster;
    }
}
