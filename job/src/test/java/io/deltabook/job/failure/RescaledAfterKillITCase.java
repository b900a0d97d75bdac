// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.LauncherCopy;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs through the launcher, which names a log file, that are killed and resumed with fewer
 * subtasks, each of which then merges what several wrote.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class RescaledAfterKillITCase {
    @TempDir private static Path data;

    private static Path launcher;
    private static OutputTotals undisturbed;

    @TempDir private Path folder;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        launcher = LauncherCopy.make(data.resolve("project"));
        String input = data.resolve("in").toString();
        CommandLineRun.succeeds(
                "generate", "--output", input, "--rows", "1500000", "--symbols", "8");
        String output = data.resolve("out").toString();
        CommandLineRun.succeeds("run", "--input", input, "--output", output, "--parallelism", "2");
        undisturbed = OutputTotals.of(data.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 180})
    void aRunKilledAtFourSubtasksContinuesWithTwoAndWithOne(int length) throws Exception {
        Path output = folder.resolve("o");
        Path state = folder.resolve("s".repeat(Math.max(1, length - folder.toString().length())));
        StateFolder snapshots = new StateFolder(state);
        try (RunningProcess run =
                start(
                        "--input", data.resolve("in").toString(),
                        "--output", output.toString(),
                        "--state", state.toString(),
                        "--set", "checkpoint.interval=10ms",
                        "--parallelism", "4")) {
            killAfter(3, run, snapshots);
        }
        try (RunningProcess run =
                start(
                        "--resume",
                        "--output",
                        output.toString(),
                        "--parallelism",
                        "2",
                        "--set",
                        "checkpoint.interval=10ms")) {
            killAfter(RestorePoints.newest(snapshots).id() + 2, run, snapshots);
        }
        try (RunningProcess run =
                start(
                        "--resume",
                        "--output",
                        output.toString(),
                        "--parallelism",
                        "1",
                        "--set",
                        "checkpoint.interval=5min")) {
            assertThat(run.exitCode()).as(() -> run.lines().toString()).isZero();
        }

        assertThat(OutputTotals.of(output)).isEqualTo(undisturbed);
        assertThat(state).doesNotExist();
        try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
            assertThat(logs)
                    .allMatch(log -> log.getFileName().toString().startsWith("deltabook.log"));
        }
    }

    private static void killAfter(long number, RunningProcess run, StateFolder state)
            throws IOException, InterruptedException {
        RestorePoint newest = RestorePoints.newest(state);
        while (newest == null || newest.id() < number) {
            if (!run.isAlive()) {
                throw new AssertionError("ended with " + run.exitCode() + ": " + run.lines());
            }
            TimeUnit.MILLISECONDS.sleep(20);
            newest = RestorePoints.newest(state);
        }
        run.signal("KILL");
        assertThat(run.exitCode()).as(() -> run.lines().toString()).isEqualTo(137);
    }

    private RunningProcess start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "run"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DELTABOOK_LOGS", folder.resolve("logs").toString());
        builder.environment().put("DELTABOOK_HEAP", "1g");
        return RunningProcess.of(builder);
    }
}
