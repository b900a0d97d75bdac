// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** Runs given to a cluster that is not their own. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
public final class RemoteClusterITCase {
    @TempDir private Path folder;

    private Path input;
    private Path output;
    private Path jar;

    @BeforeEach
    void generate() throws IOException {
        input = folder.resolve("in");
        output = folder.resolve("out");
        jar = folder.resolve("job.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();
        CommandLineRun.succeeds("generate", "--output", input.toString(), "--rows", "2000000");
    }

    @Test
    void aRunIsStoppedAndResumedThere() throws Exception {
        try (MiniCluster cluster = cluster()) {
            String address = "localhost:" + cluster.getRestAddress().get().getPort();
            CompletableFuture<CommandLineRun> run =
                    CompletableFuture.supplyAsync(
                            () ->
                                    run(
                                            "--input",
                                            input.toString(),
                                            "--cluster",
                                            address,
                                            "--cluster-jar",
                                            jar.toString(),
                                            "--parallelism",
                                            "2",
                                            "--set",
                                            "checkpoint.interval=10ms",
                                            "--set",
                                            "snapshot.every-updates=1"));
            while (!status().matches("(?s).*\\bis +running\\b.*")) {
                assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            CommandLineRun stop = CommandLineRun.of("stop", "--output", output.toString());

            assertThat(stop.exitCode()).as(() -> stop.err() + status() + run.getNow(null)).isZero();
            assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.STOPPED);
            assertThat(run.get().err()).contains("Web UI: http://" + address + "\n");

            CommandLineRun resumed = run("--resume", "--parallelism", "1").assertSucceeded();
            assertThat(resumed.err())
                    .contains("Resuming from savepoint", "Web UI: http://" + address);
            CommandLineRun.succeeds("verify", output.toString());
        }
    }

    @Test
    void aJobThatTheClusterDoesNotKnowHasEnded() throws Exception {
        try (MiniCluster cluster = cluster()) {
            JobRest job =
                    new JobRest(cluster.getRestAddress().get(), "c67b8ad64b6045d6de4f0c1d5b8a6991");

            assertThat(job.status().word()).isEqualTo(JobRest.Status.UNKNOWN);
            assertThat(job.status().isEnded()).isTrue();
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamedAndNothingIsLeft() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = free.getLocalPort();
        }

        CommandLineRun run =
                run(
                        "--input",
                        input.toString(),
                        "--cluster",
                        "localhost:" + port,
                        "--cluster-jar",
                        jar.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains(
                        "error: [http://localhost:%d] must be a Flink cluster that answers, but is not"
                                .formatted(port));
        assertThat(output).doesNotExist();
        assertThat(folder.resolve("out.state")).doesNotExist();
    }

    /** A cluster that takes jobs, as a standalone one does. */
    public static MiniCluster cluster() throws Exception {
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

    private String status() {
        return CommandLineRun.of("status", "--output", output.toString()).out();
    }

    private CommandLineRun run(String... args) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("run", "--output", output.toString()), Stream.of(args))
                        .toArray(String[]::new));
    }
}
