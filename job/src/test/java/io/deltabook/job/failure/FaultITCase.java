// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static io.deltabook.job.cli.testing.DisturbedRun.FAST;
import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SmallDisk;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Disks and files that fail a run: one line says so, and once the cause is removed the run resumes
 * and ends as an undisturbed one, row for row.
 */
public final class FaultITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun(
                    "--rows 250000 --file-rows 20000",
                    "--parallelism 2 --set snapshot.every-updates=1");

    @TempDir private Path folder;

    private DisturbedRun disturbed;
    private Path output;
    private Path state;

    @BeforeEach
    void setUp() throws IOException {
        set(DisturbedRun.in(folder, UNDISTURBED).withState(folder.resolve("state")));
        flink(
                """
                restart-strategy.exponential-delay.initial-backoff: 50 ms
                restart-strategy.exponential-delay.max-backoff: 50 ms
                restart-strategy.exponential-delay.attempts-before-reset-backoff: 2
                """);
    }

    private void set(DisturbedRun run) {
        disturbed = run;
        output = run.output();
        state = run.state();
    }

    private void flink(String settings) throws IOException {
        Files.writeString(folder.resolve("flink.yaml"), settings);
    }

    private Words begin(String checkpoints) {
        return disturbed.begin("--flink-config", folder.resolve("flink.yaml"), checkpoints);
    }

    @Test
    void aDiskThatFillsUpWithOutputFailsTheRunWhichContinuesWithMoreRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64m")) {
            set(disturbed.withOutput(disk.folder().resolve("out")));

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
            set(disturbed.withState(disk.folder().resolve("state")));

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
        flink("restart-strategy.type: disable\n");
        Path checkpoints = new StateFolder(state).checkpoints();
        Path aside = folder.resolve("aside");
        CompletableFuture<CommandLineRun> run = CommandLineRun.async(begin(SLOW));
        disturbed.awaitCommitted();
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
        CompletableFuture<CommandLineRun> run = CommandLineRun.async(begin(SLOW));
        disturbed.awaitCommitted();
        while (!run.isDone()) {
            disk.fill();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return run.get();
    }

    @Test
    void anOutputThatTurnsReadOnlyFailsTheRunWhichContinuesOnceItIsNot() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64m")) {
            set(disturbed.withOutput(disk.folder().resolve("out")));
            try (RunningProcess run = RunningProcess.start(begin(SLOW))) {
                disturbed.awaitCommitted();
                run.signal("TERM");
                assertThat(run.exitCode()).as(run.lines().toString()).isEqualTo(143);
            }
            CommandLineRun failed;
            try (RunningProcess run = RunningProcess.start("run --resume --output", output)) {
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
        flink("restart-strategy.exponential-delay.initial-backoff: 200 ms\n");
        CompletableFuture<CommandLineRun> run = CommandLineRun.async(begin(SLOW));
        disturbed.awaitCommitted();
        delete(new StateFolder(state).workingFiles());

        assertThat(run.get().exitCode()).as(run.get().err()).isZero();
        disturbed.assertSameAsUndisturbed();
    }

    /** The process was killed after it took its lock and before it noted what it was to do. */
    @Test
    void aRunKilledBeforeItsRecordWasWrittenIsBegunAgain() throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve("lock"), "process 1 since 2024-08-08T00:00:00Z");
        Files.writeString(state.resolve(".plan.bin.tmp"), "half a pl");
        Files.writeString(state.resolve(".run.json.tmp"), "{");

        CommandLineRun.succeeds(begin(FAST));
        disturbed.assertSameAsUndisturbed();
    }

    /** What is done to a file of the input, and what the user is told. */
    private enum InputFault {
        GONE("must stay as planned, but is missing; restore it", "but is gone"),
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
            CompletableFuture<CommandLineRun> run = CommandLineRun.async(begin(SLOW));
            disturbed.awaitCommitted();
            fault.befall(file);

            assertFailed(run.get(), ExitCode.BAD_INPUT, "\\[" + file + "\\] " + fault.told);

            disturbed
                    .resume(FAST)
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr(
                            "must be resumed with the input it was started with, but 1 files have changed:")
                    .assertErrPattern("\\[" + file + "\\] .*" + fault.toldOnResume);
        } finally {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
        assertGoesOn();
    }

    private static Path lastInputFile() throws IOException {
        List<Path> files = DataFiles.below(UNDISTURBED.input());
        return files.get(files.size() - 1);
    }

    /** One line says what is wrong and how to go on, and what it goes on from is there. */
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
        CommandLineRun status = CommandLineRun.of("status --output", output);
        assertThat(status.out()).contains("not running", "Resume with:");
    }

    private void assertGoesOn() throws IOException {
        disturbed.resume(FAST).assertSucceeded().assertErr("Resuming from ");
        disturbed.assertSameAsUndisturbed();
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
