// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OtherCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a remote cluster that lacks the slots they need. */
final class ClusterSlotsITCase {
    @TempDir private Path folder;

    private Path jar;

    @BeforeEach
    void generate() throws IOException {
        jar = OtherCluster.emptyJar(folder);
        CommandLineRun.succeeds("generate --output", folder + "/in", "--rows 20000");
    }

    @Test
    void aRunWiderThanTheClusterIsRefusedAndNothingIsLeft() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 1)) {
            run(cluster, "out", "--parallelism 2")
                    .assertEndedWith(ExitCode.USAGE)
                    .assertErr("error: parallelism must be at most the slots of [http://")
                    .assertErr("but is 2 and there are 1 slots on 1 TaskManagers")
                    .assertErr("lower --parallelism to 1, or start more TaskManagers");
            assertThat(folder.resolve("out")).doesNotExist();
            assertThat(folder.resolve("out.state")).doesNotExist();
        }
    }

    @Test
    void aWidthThatNobodyRequestedIsThatOfTheCluster() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 1)) {
            CommandLineRun run = run(cluster, "out").assertSucceeded();
            if (Runtime.getRuntime().availableProcessors() > 1) {
                assertThat(run.err()).contains("Parallelism: 1 rather than ");
            }
        }
    }

    @Test
    void aRunWaitsForTheFirstTaskManager() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(0, 1)) {
            CompletableFuture<CommandLineRun> run = start(cluster, "out", "--parallelism 1");
            awaitTasksWithoutSlot("out", run);
            cluster.startTaskManager();

            assertThat(run.get().exitCode()).as(run.get().err()).isZero();
            assertThat(run.get().err())
                    .contains("must have 1 free slots for the run, but has 0 slots");
        }
    }

    @Test
    void aRunThatWaitsForAnotherSaysSoAndIsStoppedWithoutASavepoint() throws Exception {
        try (HeldMemory held = new HeldMemory();
                MiniCluster cluster = OtherCluster.start(1, 1)) {
            CompletableFuture<CommandLineRun> first = start(cluster, "first", HeldMemory.PAUSED);
            while (!about("status", "first").out().matches("(?s).*\\bstatus +running\n.*")) {
                assertThat(first.isDone()).as(() -> first.join().toString()).isFalse();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            CompletableFuture<CommandLineRun> second = start(cluster, "second");
            awaitTasksWithoutSlot("second", second);

            about("savepoint", "second")
                    .assertEndedWith(ExitCode.FAILED)
                    .assertErr("error: no savepoint could be taken: the job waits for slots: ")
                    .assertErr("has 1 slots on 1 TaskManagers, 0 of them free");
            about("stop", "second")
                    .assertSucceeded()
                    .assertOut("No savepoint could be taken, because the job waits for slots: ")
                    .assertOut(RunAttempt.UNUSED);
            assertThat(second.get().exitCode()).as(second.get().err()).isEqualTo(ExitCode.STOPPED);
            assertThat(second.get().err())
                    .contains("must have 1 free slots for the run, but has 1 slots")
                    .contains(RunAttempt.UNUSED);
            assertThat(folder.resolve("second")).doesNotExist();
            assertThat(folder.resolve("second.state")).doesNotExist();

            assertThat(about("stop", "first").exitCode()).isZero();
            assertThat(first.get().exitCode()).as(first.get().err()).isEqualTo(ExitCode.STOPPED);
        }
    }

    @Test
    void aRunThatLostATaskManagerIsStoppedWhereItsCheckpointStands() throws Exception {
        try (HeldMemory held = new HeldMemory();
                MiniCluster cluster = OtherCluster.start(2, 1)) {
            CompletableFuture<CommandLineRun> run =
                    start(
                            cluster,
                            "out",
                            "--parallelism 2 --set checkpoint.interval=10ms",
                            HeldMemory.PAUSED);
            while (!about("status", "out").out().contains("newest checkpoint  checkpoint")) {
                assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            cluster.terminateTaskManager(1).get();
            awaitTasksWithoutSlot("out", run);

            about("stop", "out")
                    .assertSucceeded()
                    .assertOut("because the job waits for slots: ")
                    .assertOut("has 1 slots on 1 TaskManagers")
                    .assertOut("Stopped at checkpoint ");
            assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.STOPPED);
            CommandLineRun.succeeds(
                    "run --resume --parallelism 1 --set memory.limit=24gb --output",
                    folder + "/out");
            CommandLineRun.succeeds("verify", folder + "/out");
        }
    }

    private void awaitTasksWithoutSlot(String output, CompletableFuture<CommandLineRun> run)
            throws InterruptedException {
        while (!about("status", output).out().contains("waits for slots")) {
            assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private CommandLineRun about(String command, String output) {
        return CommandLineRun.of(command, "--output", folder + "/" + output);
    }

    private CompletableFuture<CommandLineRun> start(
            MiniCluster cluster, String output, Object... options) {
        return CompletableFuture.supplyAsync(() -> run(cluster, output, options));
    }

    private CommandLineRun run(MiniCluster cluster, String output, Object... options) {
        return CommandLineRun.of(
                "run --input",
                folder.resolve("in"),
                "--output",
                folder.resolve(output),
                "--cluster",
                OtherCluster.address(cluster),
                "--cluster-jar",
                jar,
                options);
    }
}
