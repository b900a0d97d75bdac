// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SmallDisk;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.storage.VanishingFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Disks and files that fail a run: one line says so, and once the cause is removed the run resumes
 * and ends as an undisturbed one, row for row.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
public final class FaultITCase {
    private static final String ROWS = "250000";

    /** A run with this many checkpoints, and one snapshot per message, does not finish too soon. */
    private static final String SLOW = "checkpoint.interval=10ms";

    private static final String FAST = "checkpoint.interval=5min";

    @TempDir private static Path data;

    private static Path fewRestarts;
    private static OutputTotals undisturbed;

    @TempDir private Path folder;

    private Path output;
    private Path state;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        Path input = data.resolve("in");
        CommandLineRun.succeeds(
                "generate", "--output", input.toString(), "--rows", ROWS, "--file-rows", "20000");
        fewRestarts = data.resolve("flink.yaml");
        Files.writeString(
                fewRestarts,
                """
                restart-strategy.exponential-delay.initial-backoff: 50 ms
                restart-strategy.exponential-delay.max-backoff: 50 ms
                restart-strategy.exponential-delay.attempts-before-reset-backoff: 2
                """);
        CommandLineRun.succeeds(begin(data.resolve("out"), data.resolve("state"), FAST));
        undisturbed = OutputTotals.of(data.resolve("out"));
    }

    @BeforeEach
    void setUp() {
        output = folder.resolve("out");
        state = folder.resolve("state");
    }

    @Test
    void aDiskThatFillsUpWithOutputFailsTheRunWhichContinuesWithMoreRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64m")) {
            output = disk.folder().resolve("out");

            assertFailed(
                    filledUp(disk),
                    ExitCode.FAILED,
                    "No space left on device .*disk/out\\] now has \\d+ MB free");

            disk.makeRoom();
            assertGoesOn();
        }
    }

    @Test
    void aDiskThatFillsUpWithCheckpointsFailsTheRunWhichContinuesWithMoreRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64m")) {
            state = disk.folder().resolve("state");

            assertFailed(
                    filledUp(disk),
                    ExitCode.FAILED,
                    "No space left on device .*disk/state\\] now has \\d+ MB free");

            disk.makeRoom();
            assertGoesOn();
        }
    }

    /** Flink only says that several failed; one that fails for good needs no restart to show it. */
    @Test
    void checkpointsThatFailForAnyCauseFailTheRunWithThatCause() throws Exception {
        Files.writeString(folder.resolve("flink.yaml"), "restart-strategy.type: disable\n");
        Path checkpoints = new StateFolder(state).checkpoints();
        Path aside = folder.resolve("aside");
        CompletableFuture<CommandLineRun> run =
                async(begin(output, state, SLOW, folder.resolve("flink.yaml")));
        awaitCommitted();
        Files.move(checkpoints, aside);
        Files.createFile(checkpoints);

        CommandLineRun failed = run.get();

        delete(checkpoints);
        Files.move(aside, checkpoints);
        assertFailed(
                failed,
                ExitCode.FAILED,
                "the job failed: several checkpoints in a row failed; the last: .*" + checkpoints);
        assertGoesOn();
    }

    private CommandLineRun filledUp(SmallDisk disk) throws Exception {
        CompletableFuture<CommandLineRun> run = async(begin(output, state, SLOW));
        awaitCommitted();
        while (!run.isDone()) {
            disk.fill();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return run.get();
    }

    @Test
    void anOutputThatTurnsReadOnlyFailsTheRunWhichContinuesOnceItIsNot() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64m")) {
            output = disk.folder().resolve("out");
            try (RunningProcess run = RunningProcess.start(begin(output, state, SLOW))) {
                awaitCommitted();
                run.signal("TERM");
                assertThat(run.exitCode()).as(run.lines().toString()).isEqualTo(143);
            }
            CommandLineRun failed;
            try (RunningProcess run =
                    RunningProcess.start("run", "--resume", "--output", output.toString())) {
                run.webAddress();
                disk.makeReadOnly();
                int exitCode = run.exitCode();
                failed = new CommandLineRun(exitCode, "", String.join("\n", run.lines()));
            }

            assertFailed(failed, ExitCode.FAILED, "Read-only file system");

            disk.makeWritable();
            assertGoesOn();
        }
    }

    @Test
    void aRunWhoseWorkingFilesAreLostRestartsFromItsCheckpointByItself() throws Exception {
        Files.writeString(
                folder.resolve("flink.yaml"),
                "restart-strategy.exponential-delay.initial-backoff: 200 ms\n");
        CompletableFuture<CommandLineRun> run =
                async(begin(output, state, SLOW, folder.resolve("flink.yaml")));
        awaitCommitted();
        delete(new StateFolder(state).workingFiles());

        assertThat(run.get().exitCode()).as(run.get().err()).isZero();
        assertThat(OutputTotals.of(output)).isEqualTo(undisturbed);
    }

    /** The process was killed after it took its lock and before it noted what it was to do. */
    @Test
    void aRunKilledBeforeItsRecordWasWrittenIsBegunAgain() throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve("lock"), "process 1 since 2024-08-08T00:00:00Z");
        Files.writeString(state.resolve(".plan.bin.tmp"), "half a pl");
        Files.writeString(state.resolve(".run.json.tmp"), "{");

        CommandLineRun.succeeds(begin(output, state, FAST));
        assertThat(OutputTotals.of(output)).isEqualTo(undisturbed);
        assertThat(state).doesNotExist();
    }

    /** What is done to a file of the input, and what the user is told. */
    private enum InputFault {
        GONE("must stay as planned, but is gone; bring it back", "but is gone"),
        TRUNCATED("must stay as planned, size=", "must have [0-9,]+ bytes as when the run started"),
        REPLACED("must stay as planned, size=", "must not change before the run has finished");

        private final String told;
        private final String toldOnResume;

        InputFault(String told, String toldOnResume) {
            this.told = told;
            this.toldOnResume = toldOnResume;
        }

        void befall(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            FileTime time = Files.getLastModifiedTime(file);
            Files.delete(file);
            if (this == TRUNCATED) {
                Files.write(file, List.of());
                Files.setLastModifiedTime(file, time);
            } else if (this == REPLACED) {
                Files.write(file, bytes);
                Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(InputFault.class)
    void aFileThatChangesBeforeItIsReadStopsTheRunWhichContinuesOnceItIsBack(InputFault fault)
            throws Exception {
        Path file = lastInputFile();
        Path aside = folder.resolve("aside");
        Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES);
        try {
            CompletableFuture<CommandLineRun> run = async(begin(output, state, SLOW));
            awaitCommitted();
            fault.befall(file);

            assertFailed(run.get(), ExitCode.BAD_INPUT, "\\[" + file + "\\] " + fault.told);

            CommandLineRun refused = resume();
            assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err())
                    .contains(
                            "must be resumed with the input it was started with, but 1 files have changed:")
                    .containsPattern("\\[" + file + "\\] .*" + fault.toldOnResume);
        } finally {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
        assertGoesOn();
    }

    private static Path lastInputFile() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("in"))) {
            return files.filter(path -> path.toString().endsWith(".parquet"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static String[] begin(Path output, Path state, String checkpoints) {
        return begin(output, state, checkpoints, fewRestarts);
    }

    private static String[] begin(Path output, Path state, String checkpoints, Path flinkConfig) {
        return new String[] {
            "run",
            "--input",
            data.resolve("in").toString(),
            "--output",
            output.toString(),
            "--state",
            state.toString(),
            "--flink-config",
            flinkConfig.toString(),
            "--parallelism",
            "2",
            "--set",
            "snapshot.every-updates=1",
            "--set",
            checkpoints
        };
    }

    private CommandLineRun resume() {
        return CommandLineRun.of("run", "--resume", "--output", output.toString(), "--set", FAST);
    }

    private static CompletableFuture<CommandLineRun> async(String... args) {
        return CompletableFuture.supplyAsync(() -> CommandLineRun.of(args));
    }

    /** Waits for rows that a completed checkpoint has committed. */
    private void awaitCommitted() throws IOException, InterruptedException {
        while (!Files.exists(output) || CommittedOutput.of(output).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** One line says what is wrong and how to resume, and the state to resume from exists. */
    private void assertFailed(CommandLineRun run, int exitCode, String pattern) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .containsPattern(pattern)
                .endsWith(
                        "%s is not complete: fix the cause and resume with 'deltabook run --resume --output %1$s'"
                                .formatted(output));
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(RestorePoints.newest(new StateFolder(state))).isNotNull();
        CommandLineRun status = CommandLineRun.of("status", "--output", output.toString());
        assertThat(status.out()).contains("not running; resume with");
    }

    private void assertGoesOn() throws IOException {
        CommandLineRun resumed = resume().assertSucceeded();
        assertThat(resumed.err()).contains("Resuming from ");
        assertThat(OutputTotals.of(output)).isEqualTo(undisturbed);
        assertThat(state).doesNotExist();
        try (Stream<Path> files = Files.walk(output)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }

    /** Deletes a folder in which others still write. */
    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(
                tree,
                new VanishingFiles() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
