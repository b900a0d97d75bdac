// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static io.deltabook.job.cli.testing.DisturbedRun.FAST;
import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.PausedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.state.NewestCheckpoint;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is deleted, changed or resumed that is not the run's own. */
final class OwnershipITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 250000 --file-rows 12500", "--set snapshot.every-updates=1");

    private Path complete;

    @TempDir private Path folder;

    private DisturbedRun disturbed;
    private Path output;
    private Path state;

    @BeforeEach
    void setUp() {
        complete = UNDISTURBED.output();
        set(DisturbedRun.in(folder, UNDISTURBED));
    }

    private void set(DisturbedRun run) {
        disturbed = run;
        output = run.output();
        state = run.state();
    }

    @Test
    void aFolderNamedAsStateOfACompleteRunIsRefusedAndLeftAlone() throws IOException {
        Path mine = userFolder("tmp", "checkpoints", "savepoints", "plan.bin", "job.json", "lock");
        Map<String, String> before = Folders.content(mine);
        Words named = Words.of(complete, "--state", mine);

        for (String command :
                List.of(
                        "run --resume --output",
                        "compact",
                        "status --output",
                        "stop --output",
                        "savepoint --output")) {
            assertRefused(
                    CommandLineRun.of(command, named),
                    "[%s] state must be that of the run of [%s], which is [%s.state]: leave --state out"
                            .formatted(mine, complete, complete));
            assertThat(Folders.content(mine)).as(command).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmp", "checkpoints", "savepoints", "plan.bin", "job.json", "lock"})
    void aNewRunDoesNotTakeAFolderWithAnythingOfTheUsers(String name) throws IOException {
        Path mine = userFolder(name);
        Map<String, String> before = Folders.content(mine);

        CommandLineRun run = CommandLineRun.of(disturbed.begin("--state", mine));

        assertRefused(run, "[" + mine);
        assertThat(Folders.content(mine)).isEqualTo(before);
        assertThat(output).doesNotExist();
    }

    @Test
    void anEmptyFolderOfTheUsersIsTakenAndALeftoverOfARunThatDiedAtOnceToo() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("lock"), "process 1 since 2026-01-01T00:00:00Z");

        CommandLineRun.succeeds(disturbed.begin("--state", mine));
        assertThat(mine).doesNotExist();
    }

    @Test
    void whateverChangesAnOutputIsRefusedWhileAnotherDoes() throws IOException {
        try (OutputLock lock = OutputLock.take(complete)) {
            String why =
                    "[%s] output must be changed by one process at a time, but this process is changing it: "
                            .formatted(lock.output());
            assertRefused(CommandLineRun.of("compact", complete), why);
            assertRefused(CommandLineRun.of("verify --rewrite", complete), why);
            assertRefused(CommandLineRun.of("run --resume --output", complete), why);
            CommandLineRun.succeeds("verify", complete);
            CommandLineRun.succeeds("status --output", complete);
        }
    }

    @Test
    void theOutputOfARunAtWorkIsRefusedEvenWhereItsStateIsOutOfSight() throws Exception {
        Path aside = folder.resolve("aside");
        try (RunningProcess run = RunningProcess.start(disturbed.begin(SLOW))) {
            disturbed.awaitCheckpoint(1, run);
            run.signal("STOP");
            Files.move(state, aside);
            String why =
                    "[%s] output must be changed by one process at a time, but process %d since";
            assertRefused(CommandLineRun.of("compact", output), why.formatted(output, run.pid()));
            assertRefused(
                    CommandLineRun.of("compact --state", folder.resolve("no"), output),
                    "state must be that of the run of [%s]".formatted(output));
            assertRefused(
                    CommandLineRun.of("verify --rewrite", output),
                    why.formatted(output, run.pid()));
            Files.move(aside, state);
            DisturbedRun.kill(run);
        }
        assertGoesOnToTheSameEnd();
    }

    @Test
    void aMissingOutputOrAnothersIsRefusedAndTheStateLeftAlone() throws Exception {
        stopAfterSnapshot();
        Map<String, String> before = Folders.content(state);
        Path aside = folder.resolve("aside");
        Files.move(output, aside);
        String missing =
                "[%s] must be the output of the run of [%s], but has no _deltabook.json: it was moved or is not mounted; put it back"
                        .formatted(output, state);

        assertRefused(disturbed.resume(), missing);
        assertThat(output).doesNotExist();
        Files.createDirectory(output);
        assertRefused(disturbed.resume(), missing);
        assertRefused(CommandLineRun.of("run --resume --state", state), missing);
        assertThat(output).isEmptyDirectory();
        Files.delete(output);
        OutputCopy.of(complete, output);
        Files.writeString(
                output.resolve("_deltabook.json"),
                Files.readString(output.resolve("_deltabook.json"))
                        .replace(complete + ".state", state.toString()));
        Map<String, String> other = Folders.content(output);
        assertRefused(
                disturbed.resume(),
                "[%s] must be the output of the run of [%s], but belongs to another"
                        .formatted(output, state));
        assertThat(Folders.content(output)).isEqualTo(other);
        assertThat(withoutLock(Folders.content(state))).isEqualTo(withoutLock(before));

        Files.move(output, folder.resolve("other"));
        Files.move(aside, output);
        assertGoesOnToTheSameEnd();
    }

    @Test
    void aRunThatHadAJobButNoCheckpointNeedsItsOutputToo() throws Exception {
        try (RunningProcess run = RunningProcess.start(disturbed.begin(FAST))) {
            run.webAddress();
            while (!Files.exists(state.resolve("job.json"))) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            DisturbedRun.kill(run);
        }
        Path aside = folder.resolve("aside");
        Files.move(output, aside);
        assertRefused(
                disturbed.resume(), "but has no _deltabook.json: it was moved or is not mounted");
        Files.move(aside, output);

        // As if it had died before it claimed its output.
        Files.delete(state.resolve("job.json"));
        Files.move(output, aside);
        assertGoesOnToTheSameEnd();
    }

    @Test
    void anOlderCopyOfEitherFolderIsRefusedBeforeAnythingIsWritten() throws Exception {
        long old = stopAfterSnapshot();
        Path oldState = copy(state, "old.state");
        Path oldOutput = copy(output, "old");
        try (RunningProcess run =
                RunningProcess.start("run --resume --output", output, SLOW, PausedRun.in(folder))) {
            disturbed.awaitCheckpoint(old + 1, run);
            // Written after that of the output, which a kill in between would leave alone.
            while (noted(state.resolve("restore_point.json")) <= old) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            DisturbedRun.kill(run);
        }
        long committed = noted(state.resolve("restore_point.json"));
        assertThat(NewestCheckpoint.of(output).checkpoint()).isGreaterThanOrEqualTo(committed);
        Path newState = Files.move(state, folder.resolve("new.state"));
        copy(oldState, "out.state");
        Map<String, String> before = withoutLock(Folders.content(output));

        assertRefused(
                disturbed.resume(),
                "[%s] checkpoint %d must be at least as new as checkpoint %d, which [%s] has committed"
                        .formatted(state, old, NewestCheckpoint.of(output).checkpoint(), output));

        assertThat(Folders.content(output)).isEqualTo(before);
        assertThat(withoutLock(Folders.content(state)))
                .isEqualTo(withoutLock(Folders.content(oldState)));
        Files.move(state, folder.resolve("refused.state"));
        Files.move(newState, state);
        Path newOutput = Files.move(output, folder.resolve("new"));
        copy(oldOutput, "out");

        assertRefused(
                disturbed.resume(),
                "[%s] must be at least as new as checkpoint %d, which [%s] records as committed, but is as old as checkpoint %d"
                        .formatted(output, committed, state, old));

        assertThat(Folders.content(output)).isEqualTo(Folders.content(oldOutput));
        Files.move(output, folder.resolve("refused"));
        Files.move(newOutput, output);
        assertGoesOnToTheSameEnd();
    }

    @Test
    void oddNamesOfFoldersAreFollowed() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a:b,c;d e#f%20g&=h"));
        set(DisturbedRun.in(odd, UNDISTURBED));
        stopAfterSnapshot();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(odd);
        }
        assertGoesOnToTheSameEnd();
        try (Stream<Path> beside = Files.list(odd)) {
            assertThat(beside).containsExactly(output);
        }
    }

    private static long noted(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(file)).path("checkpoint").asLong();
    }

    private Path copy(Path root, String name) throws IOException {
        return Folders.copy(root, folder.resolve(name));
    }

    private Path userFolder(String... names) throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        for (String name : names) {
            Path path = mine.resolve(name);
            if (name.contains(".") || name.equals("lock")) {
                Files.writeString(path, "precious");
            } else {
                Files.writeString(Files.createDirectory(path).resolve("file"), "precious");
            }
        }
        return mine;
    }

    /** The number of the savepoint that it stopped with. */
    private long stopAfterSnapshot() throws Exception {
        try (RunningProcess run = RunningProcess.start(disturbed.begin(SLOW))) {
            disturbed.awaitCheckpoint(1, run);
            run.signal("TERM");
            assertThat(run.exitCode()).as(run.lines().toString()).isEqualTo(143);
        }
        long newest = RestorePoints.newest(new StateFolder(state)).id();
        assertThat(NewestCheckpoint.of(output).checkpoint()).isEqualTo(newest);
        return newest;
    }

    private void assertGoesOnToTheSameEnd() throws IOException {
        disturbed.resume().assertSucceeded();
        disturbed.assertSameAsUndisturbed();
        assertThat(output.resolve(".deltabook.lock")).doesNotExist();
    }

    private static void assertRefused(CommandLineRun run, String why) {
        assertThat(run.err()).contains(why);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    /** A lock names its newest holder, and a killed one leaves it. */
    private static Map<String, String> withoutLock(Map<String, String> tree) {
        tree.remove("lock");
        tree.remove(".deltabook.lock");
        return tree;
    }
}
