// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.OtherCluster;
import io.deltabook.job.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs given to a cluster that is not their own. */
public final class RemoteClusterITCase {
    @TempDir private Path folder;

    private Path input;
    private Path output;
    private Path jar;

    @BeforeEach
    void setUp() throws IOException {
        input = folder.resolve("in");
        output = folder.resolve("out");
        jar = OtherCluster.emptyJar(folder);
    }

    private void generate(int rows) {
        CommandLineRun.succeeds("generate --output", input, "--rows", rows);
    }

    @Test
    void aRunIsStoppedAndResumedThere() throws Exception {
        generate(300_000);
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            String address = OtherCluster.address(cluster);
            CompletableFuture<CommandLineRun> run =
                    CommandLineRun.async(
                            "run --parallelism 2 --set snapshot.every-updates=1 --input",
                            input,
                            "--output",
                            output,
                            "--cluster",
                            address,
                            "--cluster-jar",
                            jar,
                            DisturbedRun.SLOW);
            while (!status().matches("(?s).*\\bstatus +running\\b.*")) {
                assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            CommandLineRun stop = CommandLineRun.of("stop --output", output);

            assertThat(stop.exitCode()).as(() -> stop.err() + status() + run.getNow(null)).isZero();
            assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.STOPPED);
            assertThat(run.get().err()).contains("Web UI: http://" + address + "\n");

            run("--resume --parallelism 1")
                    .assertSucceeded()
                    .assertErr("Resuming from savepoint", "Web UI: http://" + address);
            CommandLineRun.succeeds("verify", output);
        }
    }

    @Test
    void aJobThatTheClusterDoesNotKnowHasEnded() throws Exception {
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            JobRest job =
                    new JobRest(cluster.getRestAddress().get(), "c67b8ad64b6045d6de4f0c1d5b8a6991");

            assertThat(job.status().word()).isEqualTo(JobRest.Status.UNKNOWN);
            assertThat(job.status().isEnded()).isTrue();
        }
    }

    @Test
    void optionsOfStoresAreNotSentToACluster() throws Exception {
        Configuration flink = new Configuration();
        flink.setString("s3.secret-key", "hidden");
        flink.setString("parallelism.default", "3");
        try (MiniCluster cluster = OtherCluster.start(1, 1);
                RemoteCluster remote =
                        RemoteCluster.connect(
                                OtherCluster.address(cluster), jar, new Configuration())) {
            assertThat(
                            remote.environment(flink, JobID.generate())
                                    .getConfiguration()
                                    .get(CoreOptions.DEFAULT_PARALLELISM))
                    .isEqualTo(3);
            assertThat(remote.environment(flink, JobID.generate()).getConfiguration().toString())
                    .doesNotContain("s3.secret-key")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamedAndNothingIsLeft() throws IOException {
        generate(20_000);
        int port = FreePort.any();
        Path flink = folder.resolve("flink.yaml");
        Files.writeString(
                flink, "rest.retry.max-attempts: 2%nrest.retry.delay: 10ms%n".formatted());

        run(
                        "--input",
                        input,
                        "--cluster",
                        "localhost:" + port,
                        "--cluster-jar",
                        jar,
                        "--flink-config",
                        flink)
                .assertEndedWith(ExitCode.FAILED)
                .assertErr(
                        "error: [http://localhost:%d] must be a Flink cluster that answers, but is not: "
                                .formatted(port),
                        "refused");
        assertThat(output).doesNotExist();
        assertThat(folder.resolve("out.state")).doesNotExist();
    }

    private String status() {
        return CommandLineRun.of("status --output", output).out();
    }

    private CommandLineRun run(Object... args) {
        return CommandLineRun.of("run --output", output, args);
    }
}
