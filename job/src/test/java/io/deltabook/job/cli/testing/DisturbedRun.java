// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run that a test begins, stops, kills and resumes, and which ends as an undisturbed one.
 *
 * @param undisturbed the same run, as it is left alone
 * @param output where it writes
 * @param state where its checkpoints are
 */
public record DisturbedRun(UndisturbedRun undisturbed, Path output, Path state) {
    /** Checkpoints so often that the run is not at its end too soon. */
    public static final String SLOW = "--set checkpoint.interval=10ms";

    public static final String FAST = "--set checkpoint.interval=5min";

    private static final int POLL_MILLIS = 5;

    /** A run in a folder, with its state where it is by default. */
    public static DisturbedRun in(Path folder, UndisturbedRun undisturbed) {
        return new DisturbedRun(undisturbed, folder.resolve("out"), folder.resolve("out.state"));
    }

    public DisturbedRun withOutput(Path other) {
        return new DisturbedRun(undisturbed, other, state);
    }

    public DisturbedRun withState(Path other) {
        return new DisturbedRun(undisturbed, output, other);
    }

    public Words begin(Object... more) {
        boolean isDefault = state.equals(output.resolveSibling(output.getFileName() + ".state"));
        return Words.of(
                undisturbed.begin(output), isDefault ? "" : Words.of("--state", state), more);
    }

    public CommandLineRun resume(Object... more) {
        return CommandLineRun.of("run --resume --output", output, more);
    }

    /** Another command about the run, such as {@code stop}. */
    public CommandLineRun command(String name) {
        return CommandLineRun.of(name, "--output", output);
    }

    /** Number of the newest checkpoint or savepoint, 0 while there is none. */
    public long newest() throws IOException {
        RestorePoint newest = RestorePoints.newest(new StateFolder(state));
        return newest == null ? 0 : newest.id();
    }

    /** Waits for a checkpoint before the run's end. */
    public void awaitCheckpoint(long number, RunningProcess run) throws Exception {
        while (newest() < number) {
            if (!run.isAlive()) {
                throw new AssertionError("ended with " + run.exitCode() + ": " + run.lines());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Waits for a checkpoint; false if the run is at its end first. */
    public boolean hasCheckpoint(long number, CompletableFuture<CommandLineRun> run)
            throws IOException, InterruptedException {
        while (newest() < number && !run.isDone()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return !run.isDone();
    }

    /** Waits for rows that a completed checkpoint has committed. */
    public void awaitCommitted() throws IOException, InterruptedException {
        while (!Files.exists(output) || CommittedOutput.of(output).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Kills a process of the run. */
    public static void kill(RunningProcess run) throws IOException, InterruptedException {
        run.signal("KILL");
        assertThat(run.exitCode()).as(() -> run.lines().toString()).isEqualTo(137);
    }

    /** Kills the run once it has a checkpoint. */
    public void killAfter(long number, RunningProcess run) throws Exception {
        awaitCheckpoint(number, run);
        kill(run);
    }

    /** Files of the output that are not for its readers. */
    public List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        }
    }

    /** Every row is committed once, and nothing else is left. */
    public void assertSameAsUndisturbed() throws IOException {
        undisturbed.assertSameAs(output, "");
        assertThat(hidden()).isEmpty();
        assertThat(state).doesNotExist();
    }
}
