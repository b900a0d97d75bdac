// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are stopped, killed or refused, and resumed: what is committed in the end equals an
 * undisturbed run, row for row.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class ResumeITCase {
    private static final long ROWS = 2_000_000;

    /** A run with this many checkpoints, and one snapshot per message, does not finish too soon. */
    private static final String SLOW = "checkpoint.interval=10ms";

    private static final String FAST = "checkpoint.interval=5min";

    @TempDir private static Path data;

    private static OutputTotals undisturbed;

    @TempDir private Path folder;

    private Path output;
    private Path stateFolder;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        CommandLineRun.succeeds(
                "generate",
                "--output",
                data.resolve("in").toString(),
                "--rows",
                Long.toString(ROWS),
                "--file-rows",
                "60000");
        CommandLineRun.succeeds(begin(data.resolve("out")));
        undisturbed = OutputTotals.of(data.resolve("out"));
    }

    @BeforeEach
    void setUp() {
        output = folder.resolve("out");
        stateFolder = folder.resolve("out.state");
    }

    @Test
    void aKilledRunResumesFromItsNewestCheckpointWithAnotherParallelism() throws Exception {
        try (RunningProcess run =
                RunningProcess.start(begin(output, "--parallelism", "1", "--set", SLOW))) {
            awaitSnapshot(2);
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        assertThat(output.resolve("summary.json")).doesNotExist();

        CommandLineRun resumed = resume("--parallelism", "2", "--set", FAST).assertSucceeded();
        assertThat(resumed.err())
                .containsPattern("Resuming from checkpoint \\d+: [0-9,]+ of 2,000,000 rows");
        assertSameAsUndisturbed();
        assertThat(stateFolder).doesNotExist();

        CommandLineRun again = resume();

        assertThat(again.exitCode()).isZero();
        assertThat(again.err())
                .isEqualTo("[%s] is complete: every lane was read to its end.\n".formatted(output));
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointStartsOver() throws Exception {
        try (RunningProcess run = RunningProcess.start(begin(output))) {
            awaitPartInProgress();
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        assertThat(hidden()).isNotEmpty();

        CommandLineRun resumed = resume().assertSucceeded();
        assertThat(resumed.err())
                .contains(
                        "No checkpoint was completed and nothing committed: the run starts over.");
        assertSameAsUndisturbed();
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnceAndTheFirstStopsItGracefully() throws Exception {
        String[] args = begin(output, "--parallelism", "2", "--set", SLOW);
        try (RunningProcess run = RunningProcess.start(args)) {
            awaitSnapshot(1);
            run.signal("INT");
            run.await("Stopping with a savepoint.");
            TimeUnit.MILLISECONDS.sleep(250);
            run.signal("INT");

            assertThat(run.exitCode()).isEqualTo(130);
        }
        try (RunningProcess run =
                RunningProcess.start("run", "--resume", "--output", output.toString())) {
            long before = newest();
            run.webAddress();
            awaitSnapshot(before + 1);
            assertRefused(compact(), ExitCode.BAD_INPUT, " is using it; see 'deltabook status'");
            run.signal("TERM");

            assertThat(run.exitCode()).isEqualTo(143);
            assertThat(run.lines().get(run.lines().size() - 2))
                    .matches("Stopped at savepoint \\d+: [0-9,]+ of 2,000,000 rows.*Resume with:");
            assertThat(run.lines().get(run.lines().size() - 1))
                    .isEqualTo("  deltabook run --resume --output " + output);
        }
        assertThat(output.resolve("summary.json")).isNotEmptyFile();

        CommandLineRun resumed = resume("--parallelism", "1", "--set", FAST).assertSucceeded();
        assertThat(resumed.err()).contains("Resuming from savepoint ");
        assertSameAsUndisturbed();
    }

    private void assertUnfinishedCompactionIsRefused() throws IOException {
        Path work = Files.createDirectory(output.resolve("_compact"));
        Files.writeString(work.resolve("journal.json"), "{\"version\":1,\"hours\":[]}");
        assertRefused(
                resume(), ExitCode.BAD_INPUT, "finish it with 'deltabook compact " + output + "'");
    }

    /** Parts that checkpoints and a stop made of an hour are one file after it. */
    private void assertCompacted() {
        CommandLineRun compacted = compact().assertSucceeded();
        assertThat(compacted.out()).contains("Joined ");
    }

    private CommandLineRun compact() {
        return CommandLineRun.of("compact", output.toString());
    }

    @Test
    void aRunStoppedAndResumedUpToFiveTimesEqualsAnUndisturbedOne() throws Exception {
        CompletableFuture<CommandLineRun> run =
                async(begin(output, "--parallelism", "2", "--set", SLOW));
        int stops = 0;
        while (stops < 5 && isBehindSnapshot(newest() + 1, run)) {
            CommandLineRun stopped = command("stop");
            if (run.get().exitCode() == ExitCode.CLEAN) {
                break;
            }
            stopped.assertSucceeded();
            assertThat(stopped.out()).startsWith("Stopped at savepoint ");
            assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.STOPPED);
            assertThat(hidden()).isEmpty();
            stops++;
            if (stops == 1) {
                assertUnfinishedCompactionIsRefused();
                assertCompacted();
            }
            run =
                    async(
                            "run",
                            "--resume",
                            "--output",
                            output.toString(),
                            "--set",
                            stops == 5 ? FAST : SLOW,
                            "--parallelism",
                            Integer.toString(1 + stops % 2));
        }

        assertThat(run.get().exitCode()).as(run.get().err()).isZero();
        assertThat(stops).as("stops before its end").isGreaterThanOrEqualTo(2);
        assertSameAsUndisturbed();
        assertCompacted();
        assertSameAsUndisturbed();
    }

    @Test
    void whatCannotBeResumedIsRefusedAndTheRunResumesAnyway() throws Exception {
        try (RunningProcess run = RunningProcess.start(begin(output, "--set", SLOW))) {
            awaitSnapshot(1);
            awaitRunning();
            assertStatus("is +running\n", "read +[0-9,]+ of 2,000,000 rows");
            assertRefused(
                    resume(),
                    ExitCode.BAD_INPUT,
                    "state must not be in use, but process \\d+ since .* is using it");
            assertRefused(
                    resume(
                            "--input",
                            data.resolve("in").toString(),
                            "--state",
                            folder.resolve("other").toString()),
                    ExitCode.BAD_INPUT,
                    "state must be that of the run of .*: leave --state out");
            command("savepoint").assertSucceeded();
            run.signal("KILL");
            run.exitCode();
        }
        assertStatus("is +not running; resume with", "newest checkpoint +\\w+ \\d+: [0-9,]+ of");
        CommandLineRun stop = command("stop");
        assertThat(stop.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stop.err()).contains("the run must be running, but is not");

        assertRefused(
                CommandLineRun.of(begin(output)),
                ExitCode.BAD_INPUT,
                "state must be new or empty, but belongs to the run of \\[.*resume it with 'deltabook run --resume");
        assertRefused(
                resume("--set", "book.depth.retained=50", "--symbols", "BTC-USDT"),
                ExitCode.USAGE,
                "error: book.depth.retained must stay 5000, but is 50\nerror: source.symbols must stay unset, but is BTC-USDT\n");
        assertChangedInputIsRefused();
        assertMovedOutputIsRefused();
        assertUnreadableCheckpointIsRefused();
        assertLostCheckpointsAreRefused();

        resume("--set", FAST).assertSucceeded();
        assertSameAsUndisturbed();
    }

    private void assertChangedInputIsRefused() throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(data.resolve("in"))) {
            file =
                    files.filter(path -> path.toString().endsWith(".parquet"))
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
        }
        Path aside = folder.resolve("aside");
        Files.move(file, aside);
        assertRefused(
                resume(),
                ExitCode.BAD_INPUT,
                "must stay in place until the run has finished, but is gone");
        Files.move(aside, file);
    }

    private void assertMovedOutputIsRefused() throws IOException {
        Path moved = folder.resolve("moved");
        Files.move(output, moved);
        assertRefused(
                CommandLineRun.of("run", "--resume", "--output", moved.toString()),
                ExitCode.BAD_INPUT,
                "output must be where the run was started, at .*: move it back");
        Files.move(moved, output);

        Path link = Files.createSymbolicLink(moved, output);
        assertThat(CommandLineRun.of("status", "--output", link.toString()).out())
                .containsPattern("is +not running; resume with");
        Files.delete(link);
    }

    private void assertUnreadableCheckpointIsRefused() throws IOException {
        Path metadata =
                RestorePoints.newest(new StateFolder(stateFolder)).folder().resolve("_metadata");
        byte[] bytes = Files.readAllBytes(metadata);
        Files.write(metadata, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(
                resume(),
                ExitCode.BAD_INPUT,
                "must be readable to resume, but is not: .*an older one would repeat rows");
        Files.write(metadata, bytes);
    }

    private void assertLostCheckpointsAreRefused() throws IOException {
        Path aside = Files.createDirectory(folder.resolve("snapshots"));
        for (String name : List.of("checkpoints", "savepoints")) {
            Files.move(stateFolder.resolve(name), aside.resolve(name));
        }
        assertRefused(
                resume(),
                ExitCode.BAD_INPUT,
                "state must have a checkpoint, because rows are committed");
        for (String name : List.of("checkpoints", "savepoints")) {
            Files.move(
                    aside.resolve(name),
                    stateFolder.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String[] begin(Path output, String... args) {
        return Stream.concat(
                        Stream.of(
                                "run",
                                "--input",
                                data.resolve("in").toString(),
                                "--output",
                                output.toString(),
                                "--set",
                                "snapshot.every-updates=1"),
                        Stream.of(args))
                .toArray(String[]::new);
    }

    private CommandLineRun resume(String... args) {
        return CommandLineRun.of(
                Stream.concat(
                                Stream.of("run", "--resume", "--output", output.toString()),
                                Stream.of(args))
                        .toArray(String[]::new));
    }

    private CommandLineRun command(String name) {
        return CommandLineRun.of(name, "--output", output.toString());
    }

    private static CompletableFuture<CommandLineRun> async(String... args) {
        return CompletableFuture.supplyAsync(() -> CommandLineRun.of(args));
    }

    private void assertStatus(String... patterns) {
        CommandLineRun status = command("status").assertSucceeded();
        for (String pattern : patterns) {
            assertThat(status.out()).containsPattern(pattern);
        }
    }

    private static void assertRefused(CommandLineRun run, int exitCode, String pattern) {
        assertThat(run.err()).containsPattern(pattern);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private long newest() throws IOException {
        RestorePoint newest = RestorePoints.newest(new StateFolder(stateFolder));
        return newest == null ? 0 : newest.id();
    }

    /** With this many checkpoints one may fail on a busy machine; the job then restarts. */
    private void awaitRunning() throws InterruptedException {
        while (!command("status").out().contains(" running\n")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void awaitSnapshot(long number) throws IOException, InterruptedException {
        while (newest() < number) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits for a checkpoint; false if the run finishes first. */
    private boolean isBehindSnapshot(long number, CompletableFuture<CommandLineRun> run)
            throws IOException, InterruptedException {
        while (newest() < number && !run.isDone()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return !run.isDone();
    }

    private void awaitPartInProgress() throws IOException, InterruptedException {
        while (!Files.exists(output) || InProgressFiles.below(output).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        }
    }

    private void assertSameAsUndisturbed() throws IOException {
        assertThat(OutputTotals.of(output)).isEqualTo(undisturbed);
        assertThat(hidden()).isEmpty();
    }
}
