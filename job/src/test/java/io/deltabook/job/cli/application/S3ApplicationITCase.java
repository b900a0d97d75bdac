// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.ApplicationCluster;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.PausedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Input, output and state in a bucket, and the program in Flink's own processes. */
final class S3ApplicationITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 140000 --file-rows 12000", "--set snapshot.every-updates=1");

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void aRunIsDeployedStoppedFromElsewhereAndDeployedNarrower() throws Exception {
        String input = S3.upload(LOCAL.input(), "in");
        String output = S3.address("runs/out");
        String arguments =
                "--input " + input + " --output " + output + " --set snapshot.every-updates=1";
        ApplicationCluster cluster = ApplicationCluster.in(folder, S3.settings());
        try (RunningProcess worker = cluster.pausingTaskManager()) {
            stop(cluster, arguments, output);
            try (RunningProcess manager =
                    cluster.deploy(
                            "-Dparallelism.default=1",
                            "-Dexecution.checkpointing.interval=1min",
                            arguments,
                            "--set memory.limit=8gb")) {
                manager.await("Resuming from savepoint ");
                assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
                assertThat(manager.lines()).anyMatch(line -> line.startsWith("Complete: "));
            }
            assertThat(worker.isAlive()).isTrue();
        }
        CommandLineRun.succeeds("verify", output, "--against", LOCAL.output(), S3.options());
        CommandLineRun.succeeds("finish", output, S3.options());
        assertThat(Files.exists(Place.of(output + ".state/run.json"))).isFalse();
    }

    /** It is paused, so that it cannot end before it is stopped. */
    private static void stop(ApplicationCluster cluster, String arguments, String output)
            throws Exception {
        try (RunningProcess manager =
                cluster.deploy(
                        "-Dparallelism.default=2",
                        "-Dexecution.checkpointing.interval=100ms",
                        arguments,
                        PausedRun.LIMIT)) {
            awaitCheckpoint(manager);
            CommandLineRun.succeeds("status", output, S3.options()).assertOut("running");
            CommandLineRun.succeeds("stop", output, S3.options());
            assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
        }
        CommandLineRun.succeeds("status", output, S3.options()).assertOut("Resume with:");
    }

    private static void awaitCheckpoint(RunningProcess manager) throws Exception {
        while (!S3.names("runs/out/").contains("_restore_point.json")) {
            assertThat(manager.isAlive()).as(() -> manager.lines().toString()).isTrue();
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
