// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.LauncherCopy;
import io.deltabook.job.cli.testing.OtherCluster;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on a terminal: keys are typed and the line that moves is drawn, as a user has it.
 * The terminal is made by {@code script} of util-linux.
 */
final class TerminalITCase {
    private static final String CTRL_C = "\u0003";

    /** In the line that moves, once it has moved. */
    private static final String SPEED = "/s";

    @TempDir private static Path data;

    private static Path launcher;

    @TempDir private Path folder;

    private Path output;
    private StateFolder state;

    @BeforeAll
    static void generate() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/proc/self")) && isThere("script", "--version"),
                "SKIPPED: no test of Ctrl-C on a terminal without 'script' of util-linux");
        launcher = LauncherCopy.make(data.resolve("project"));
        CommandLineRun.succeeds("generate --output", input(), "--rows 1200000");
    }

    @BeforeEach
    void setUp() {
        output = folder.resolve("out");
        state = new StateFolder(folder.resolve("out.state"));
    }

    @Test
    void ctrlCStopsTheRunWithASavepointFromWhichItResumes() throws Exception {
        try (RunningProcess run = run()) {
            run.await(SPEED);
            awaitCheckpoint(run);
            run.type(CTRL_C);

            assertThat(run.exitCode()).as(() -> run.lines().toString()).isEqualTo(130);
            assertSaid(run, "Stopping with a savepoint.");
            assertSaid(run, "Stopped at savepoint ");
        }
        assertStoppedAndGoesOn();
    }

    @Test
    void aTerminalThatClosesStopsTheRunWithASavepointFromWhichItResumes() throws Exception {
        try (RunningProcess run = run()) {
            run.await(SPEED);
            awaitCheckpoint(run);
        }
        while (StateLock.isTaken(state)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertStoppedAndGoesOn();
    }

    @Test
    void ctrlCStopsTheJobInAClusterWithASavepointAndSaysSo() throws Exception {
        Path jar = OtherCluster.emptyJar(folder);
        try (MiniCluster cluster = OtherCluster.start(1, 2)) {
            String address = OtherCluster.address(cluster);
            try (RunningProcess run = run("--cluster", address, "--cluster-jar", jar.toString())) {
                run.await(SPEED);
                awaitCheckpoint(run);
                run.type(CTRL_C);

                assertThat(run.exitCode()).as(() -> run.lines().toString()).isEqualTo(130);
                assertSaid(run, "Stopping the job on the cluster at " + address);
                assertSaid(run, "Stopped at savepoint ");
            }
            assertThat(cluster.listJobs().get())
                    .allMatch(job -> job.getJobState().isGloballyTerminalState());
            assertStoppedAndGoesOn("--cluster", "none");
        }
    }

    @Test
    void errorsAreRedOnATerminalUnlessNoColourIsAskedFor() throws Exception {
        String red = "\u001b[1m\u001b[31merror:\u001b[0m unknown command 'rnu'";
        try (RunningProcess run = terminal("exec '%s' rnu".formatted(launcher))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertSaid(run, red);
        }
        try (RunningProcess run = terminal("NO_COLOR=1 exec '%s' rnu".formatted(launcher))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertSaid(run, "error: unknown command 'rnu'");
            assertThat(run.lines()).noneMatch(line -> line.contains("[31m"));
        }
        try (RunningProcess run = terminal("'%s' rnu 2>&1 | cat".formatted(launcher))) {
            run.exitCode();
            assertSaid(run, "error: unknown command 'rnu'");
            assertThat(run.lines()).noneMatch(line -> line.contains("\u001b"));
        }
    }

    private void assertStoppedAndGoesOn(String... options) throws IOException {
        assertThat(RestorePoints.newest(state).kind()).isEqualTo(RestorePoint.Kind.SAVEPOINT);
        CommandLineRun resumed =
                CommandLineRun.succeeds(
                        "run --resume --output", output, DisturbedRun.FAST, options);
        assertThat(resumed.err()).contains("Resuming from savepoint ");
    }

    private static void assertSaid(RunningProcess run, String text) {
        assertThat(run.lines()).anyMatch(line -> line.contains(text));
    }

    private RunningProcess run(String... options) throws IOException {
        String line =
                "exec '%s' run --input '%s' --output '%s' --parallelism 2 --set checkpoint.interval=10ms --set snapshot.every-updates=50 %s"
                        .formatted(launcher, input(), output, String.join(" ", options));
        return terminal(line);
    }

    private static RunningProcess terminal(String line) throws IOException {
        ProcessBuilder script = new ProcessBuilder("script", "-qefc", line, "/dev/null");
        script.environment()
                .putAll(Map.of("TERM", "xterm", "SHELL", "/bin/sh", "DELTABOOK_HEAP", "1g"));
        return RunningProcess.of(script);
    }

    private void awaitCheckpoint(RunningProcess run) throws IOException, InterruptedException {
        while (RestorePoints.newest(state) == null) {
            if (!run.isAlive()) {
                fail(
                        "the run must have a checkpoint before its end, but ended with %d: %s",
                        run.exitCode(), run.lines());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String input() {
        return data.resolve("in").toString();
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command)).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
