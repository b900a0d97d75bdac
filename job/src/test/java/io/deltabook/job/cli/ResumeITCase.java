// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static io.deltabook.job.cli.testing.DisturbedRun.FAST;
import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are stopped, killed or refused, and resumed: what is committed in the end equals an
 * undisturbed run, row for row.
 */
final class ResumeITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 450000 --file-rows 13500", "--set snapshot.every-updates=1");

    @TempDir private Path folder;

    private DisturbedRun disturbed;
    private Path output;
    private Path stateFolder;

    @BeforeEach
    void setUp() {
        disturbed = DisturbedRun.in(folder, UNDISTURBED);
        output = disturbed.output();
        stateFolder = disturbed.state();
    }

    @Test
    void aKilledRunResumesFromItsNewestCheckpointWithAnotherParallelism() throws Exception {
        try (RunningProcess run = RunningProcess.start(disturbed.begin("--parallelism 1", SLOW))) {
            disturbed.killAfter(2, run);
        }
        assertThat(output.resolve("summary.json")).doesNotExist();

        disturbed
                .resume("--parallelism 2", FAST)
                .assertSucceeded()
                .assertErrPattern("Resuming from checkpoint \\d+: [0-9,]+ of 450,000 rows");
        disturbed.assertSameAsUndisturbed();
        assertThat(stateFolder).doesNotExist();

        CommandLineRun again = disturbed.resume().assertSucceeded();

        assertThat(again.err())
                .isEqualTo("[%s] is complete: every lane was read to its end.\n".formatted(output));
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointStartsOver() throws Exception {
        try (RunningProcess run = RunningProcess.start(disturbed.begin())) {
            awaitPartInProgress();
            DisturbedRun.kill(run);
        }
        assertThat(disturbed.hidden()).isNotEmpty();

        disturbed
                .resume()
                .assertSucceeded()
                .assertErr(
                        "No checkpoint was completed and nothing committed: the run starts over.");
        disturbed.assertSameAsUndisturbed();
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnceAndTheFirstStopsItGracefully() throws Exception {
        Words args = disturbed.begin("--parallelism 2", SLOW);
        try (RunningProcess run = RunningProcess.start(args)) {
            disturbed.awaitCheckpoint(1, run);
            run.signal("INT");
            run.await("Stopping with a savepoint.");
            TimeUnit.MILLISECONDS.sleep(250);
            run.signal("INT");

            assertThat(run.exitCode()).isEqualTo(130);
        }
        try (RunningProcess run = RunningProcess.start("run --resume --output", output)) {
            long before = disturbed.newest();
            run.webAddress();
            disturbed.awaitCheckpoint(before + 1, run);
            assertRefused(compact(), ExitCode.BAD_INPUT, " is using it; see 'deltabook status'");
            run.signal("TERM");

            assertThat(run.exitCode()).isEqualTo(143);
            assertThat(run.lines().get(run.lines().size() - 2))
                    .matches("Stopped at savepoint \\d+: [0-9,]+ of 450,000 rows.*Resume with:");
            assertThat(run.lines().get(run.lines().size() - 1))
                    .isEqualTo("  deltabook run --resume --output " + output);
        }
        assertThat(output.resolve("summary.json")).isNotEmptyFile();

        disturbed
                .resume("--parallelism 1", FAST)
                .assertSucceeded()
                .assertErr("Resuming from savepoint ");
        disturbed.assertSameAsUndisturbed();
    }

    private void assertUnfinishedCompactionIsRefused() throws IOException {
        Path work = Files.createDirectory(output.resolve("_compact"));
        Files.writeString(work.resolve("journal.json"), "{\"version\":1,\"hours\":[]}");
        assertRefused(
                disturbed.resume(),
                ExitCode.BAD_INPUT,
                "finish it with 'deltabook compact " + output + "'");
    }

    /** Parts that checkpoints and a stop made of an hour are one file after it. */
    private void assertCompacted() {
        compact().assertSucceeded().assertOut("Joined ");
    }

    private CommandLineRun compact() {
        return CommandLineRun.of("compact", output);
    }

    @Test
    void aRunStoppedAndResumedUpToFiveTimesEqualsAnUndisturbedOne() throws Exception {
        CompletableFuture<CommandLineRun> run =
                CommandLineRun.async(disturbed.begin("--parallelism 2", SLOW));
        int stops = 0;
        while (stops < 5 && disturbed.hasCheckpoint(disturbed.newest() + 1, run)) {
            CommandLineRun stopped = disturbed.command("stop");
            if (run.get().exitCode() == ExitCode.CLEAN) {
                break;
            }
            stopped.assertSucceeded();
            assertThat(stopped.out()).startsWith("Stopped at savepoint ");
            assertThat(run.get().exitCode()).as(run.get().err()).isEqualTo(ExitCode.STOPPED);
            assertThat(disturbed.hidden()).isEmpty();
            stops++;
            if (stops == 1) {
                assertUnfinishedCompactionIsRefused();
                assertCompacted();
            }
            run =
                    CommandLineRun.async(
                            "run --resume --output",
                            output,
                            stops == 5 ? FAST : SLOW,
                            "--parallelism",
                            1 + stops % 2);
        }

        assertThat(run.get().exitCode()).as(run.get().err()).isZero();
        assertThat(stops).as("stops before its end").isGreaterThanOrEqualTo(2);
        disturbed.assertSameAsUndisturbed();
        assertCompacted();
        disturbed.assertSameAsUndisturbed();
    }

    @Test
    void whatCannotBeResumedIsRefusedAndTheRunResumesAnyway() throws Exception {
        try (RunningProcess run = RunningProcess.start(disturbed.begin(SLOW))) {
            disturbed.awaitCheckpoint(1, run);
            awaitRunning();
            assertStatus("status +running\n", "read +[0-9,]+ of 450,000 rows");
            assertRefused(
                    disturbed.resume(),
                    ExitCode.BAD_INPUT,
                    "state must not be in use, but process \\d+ since .* is using it");
            assertRefused(
                    disturbed.resume(
                            "--input", UNDISTURBED.input(), "--state", folder.resolve("other")),
                    ExitCode.BAD_INPUT,
                    "state must be that of the run of .*: leave --state out");
            disturbed.command("savepoint").assertSucceeded();
            run.signal("KILL");
            run.exitCode();
        }
        assertStatus(
                "status +not running\n",
                "Resume with:\n",
                "newest checkpoint +\\w+ \\d+: [0-9,]+ of");
        CommandLineRun stop = disturbed.command("stop").assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(stop.err()).contains("the run must be running, but is not");

        assertRefused(
                CommandLineRun.of(disturbed.begin()),
                ExitCode.BAD_INPUT,
                "state must be new or empty, but belongs to the run of \\[.*resume it with 'deltabook run --resume");
        assertRefused(
                disturbed.resume("--set book.depth.retained=50 --symbols BTC-USDT"),
                ExitCode.USAGE,
                "error: book.depth.retained must stay 5000, but is 50\nerror: source.symbols must stay unset, but is BTC-USDT\n");
        assertChangedInputIsRefused();
        assertMovedOutputIsRefused();
        assertUnreadableCheckpointIsRefused();
        assertLostCheckpointsAreRefused();

        disturbed.resume(FAST).assertSucceeded();
        disturbed.assertSameAsUndisturbed();
    }

    private void assertChangedInputIsRefused() throws IOException {
        List<Path> files = DataFiles.below(UNDISTURBED.input());
        Path file = files.get(files.size() - 1);
        Path aside = folder.resolve("aside");
        Files.move(file, aside);
        assertRefused(
                disturbed.resume(),
                ExitCode.BAD_INPUT,
                "must stay in place until the run has finished, but is gone");
        Files.move(aside, file);
    }

    private void assertMovedOutputIsRefused() throws IOException {
        Path moved = folder.resolve("moved");
        Files.move(output, moved);
        assertRefused(
                CommandLineRun.of("run --resume --output", moved),
                ExitCode.BAD_INPUT,
                "output must be where the run was started, at .*: move it back");
        Files.move(moved, output);

        Path link = Files.createSymbolicLink(moved, output);
        assertThat(CommandLineRun.of("status --output", link).out())
                .containsPattern("status +not running\n");
        Files.delete(link);
    }

    private void assertUnreadableCheckpointIsRefused() throws IOException {
        Path metadata =
                RestorePoints.newest(new StateFolder(stateFolder)).folder().resolve("_metadata");
        byte[] bytes = Files.readAllBytes(metadata);
        Files.write(metadata, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(
                disturbed.resume(),
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
                disturbed.resume(),
                ExitCode.BAD_INPUT,
                "state must have a checkpoint, because rows are committed");
        for (String name : List.of("checkpoints", "savepoints")) {
            Files.move(
                    aside.resolve(name),
                    stateFolder.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void assertStatus(String... patterns) {
        CommandLineRun status = disturbed.command("status").assertSucceeded();
        for (String pattern : patterns) {
            assertThat(status.out()).containsPattern(pattern);
        }
    }

    private static void assertRefused(CommandLineRun run, int exitCode, String pattern) {
        assertThat(run.err()).containsPattern(pattern);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    /** One of so many checkpoints may fail on a busy machine; the job then restarts. */
    private void awaitRunning() throws InterruptedException {
        while (!disturbed.command("status").out().contains(" running\n")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void awaitPartInProgress() throws IOException, InterruptedException {
        while (!Files.exists(output) || InProgressFiles.below(output).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
