// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.OtherCluster;
import io.deltabook.job.cli.testing.PausedRun;
import io.deltabook.job.cli.testing.SameRows;
import io.deltabook.job.cli.testing.UndisturbedRun;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are left to a cluster, and found again by their output. */
final class DetachedRunITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 150000 --file-rows 12500", "--set snapshot.every-updates=1");

    @TempDir private Path folder;

    @Test
    void aRunIsLeftStoppedWatchedAndFinished() throws Exception {
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);
        Path jar = OtherCluster.emptyJar(folder);
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            String address = OtherCluster.address(cluster);
            Object[] there = {"--detach --cluster", address, "--cluster-jar", jar};

            CommandLineRun.of(
                            run.begin(there, "--parallelism 2", DisturbedRun.SLOW, PausedRun.LIMIT))
                    .assertSucceeded()
                    .assertOut(
                            " on http://" + address + ", and needs this command no more",
                            "  deltabook watch  --output " + run.output(),
                            "  deltabook finish --output " + run.output());
            CompletableFuture<CommandLineRun> watch = CommandLineRun.async("watch", run.output());
            assertThat(run.hasCheckpoint(1, watch)).as(() -> watch.join().toString()).isTrue();
            run.command("finish")
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr("the run must have ended to be finished, but is job ");
            run.command("stop").assertSucceeded();
            watch.get()
                    .assertEndedWith(ExitCode.STOPPED)
                    .assertErr(
                            "the run has stopped before its end, as its job is FINISHED: resume it with 'deltabook run --resume");
            run.command("finish")
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr("every lane must be read to its end for the run to be finished");

            run.resume("--detach --parallelism 1 --set memory.limit=24gb", DisturbedRun.FAST)
                    .assertSucceeded()
                    .assertErr("Resuming from savepoint");
            run.command("watch").assertSucceeded().assertOut("Complete: ");
            SameRows.assertIn(run.output(), UNDISTURBED.output());
            assertThat(run.state()).doesNotExist();
            run.command("watch").assertSucceeded().assertOut("Complete: ");
        }
    }

    @Test
    void aClusterInsideTheProcessCannotBeLeft() {
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);

        CommandLineRun.of(run.begin("--detach"))
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("--detach must be given with --cluster HOST:PORT");
        assertThat(run.output()).doesNotExist();
        assertThat(run.state()).doesNotExist();
    }
}
