// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.Main;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.CommittedParts;
import io.deltabook.job.cli.testing.CompactedState;
import io.deltabook.job.cli.testing.CrashedOutput;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.EndedState;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.cli.testing.ResumedState;
import io.deltabook.job.cli.testing.RewrittenState;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.crash.CrashStates;
import io.deltabook.job.crash.DiskTrace;
import io.deltabook.job.crash.TracedCommand;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * States in which a power cut can leave the disk under a small run with its stops and its end, a
 * compaction, and a manifest rebuilt: all that was forced, with none, all, up to three or all but
 * up to three of the other changes. In each the resuming command is asked what it would do, and
 * what it decides is checked against what was committed: nothing lost, nothing doubled, nothing
 * refused.
 *
 * <p>{@code -Ddeltabook.crash.states=N} looks at about N states of the run, N of its end, and a
 * twentieth of that of the others, where there are so many; {@code -Ddeltabook.crash.checkpoints=C}
 * makes the run longer, C checkpoints to a stop; {@code -Ddeltabook.seed=S} draws others; {@code
 * target/crash-states.txt} says how many states there were and what came of them.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
final class CrashStatesITCase {
    private static final int STATES = Integer.getInteger("deltabook.crash.states", 300);

    /** A state costs much more where all rows are read again; there are fewer of them as well. */
    private static final int COSTLY_STATES = STATES / 20;

    /** More of them make a longer run, which has more states. */
    private static final int CHECKPOINTS = Integer.getInteger("deltabook.crash.checkpoints", 1);

    private static final long SEED = Long.getLong("deltabook.seed", 1);

    @TempDir private static Path folder;

    private static Path place;
    private static Path output;
    private static TracedCommand traced;

    /** The run alone, since later files are not its parts. */
    private static DiskTrace run;

    private static CommittedParts parts;

    /** The run, then the compaction, then the manifest rebuilt. */
    private static DiskTrace all;

    private static int compacting;
    private static int rewriting;
    private static CompactedState compacted;
    private static RewrittenState rewritten;

    @BeforeAll
    static void traceAll() throws IOException, InterruptedException {
        place = Files.createDirectory(folder.resolve("place")).toRealPath();
        output = place.resolve("out");
        traced = TracedCommand.in(folder, place);
        run = new DiskTrace(place, CrashStatesITCase::isWorkingFile);
        all = new DiskTrace(place, CrashStatesITCase::isWorkingFile);

        runInThreeAttempts();
        traced.moveTo(run, all);
        parts = CommittedParts.of(run, output);
        OutputTotals totals = OutputTotals.of(output);

        compacting = all.size();
        assertThat(run(null, Words.of("compact", output))).isZero();
        traced.moveTo(all);
        assertThat(OutputTotals.of(output)).isEqualTo(totals);
        compacted = new CompactedState(output);

        rewriting = all.size();
        rewritten = new RewrittenState(output);
        Path manifest = output.resolve(Manifest.FILE);
        assertThat(traced.program(List.of("unlink", manifest.toString())).start().waitFor())
                .isZero();
        assertThat(run(null, Words.of("verify --rewrite", output))).isZero();
        traced.moveTo(all);
        assertThat(rewritten.examine().faults()).isEmpty();
    }

    @Test
    void whateverAPowerCutLeavesOfARunIsGoneOnWithWithoutLossOrRepetition() throws IOException {
        int states =
                visit(
                        "run",
                        run,
                        0,
                        run.size(),
                        STATES,
                        new ResumedState(output, run, parts, begin().array()));
        assertThat(states).isGreaterThan(STATES / 20);
    }

    /** From the commit of the last part on: the job ends, all is judged, the state goes. */
    @Test
    void whateverAPowerCutLeavesOfTheEndOfARunIsCompletedOrGoneOnWith() throws IOException {
        int end = run.throughLastRename(".parquet");
        ResumedState resumed = new ResumedState(output, run, parts, begin().array());
        int states =
                visit("end", run, end, run.size(), STATES, new EndedState(output, run, resumed));
        assertThat(states).isGreaterThan(STATES / 20);
    }

    @Test
    void whateverAPowerCutLeavesOfACompactionIsFinishedWithTheSameRows() throws IOException {
        int states = visit("compaction", all, compacting, rewriting, COSTLY_STATES, compacted);
        assertThat(states).isGreaterThan(COSTLY_STATES / 3);
    }

    @Test
    void whateverAPowerCutLeavesOfARewrittenManifestItCanBeRebuilt() throws IOException {
        int states = visit("manifest", all, rewriting, all.size(), COSTLY_STATES, rewritten);
        assertThat(states).isGreaterThan(COSTLY_STATES / 3);
    }

    private static boolean isWorkingFile(Path path) {
        return path.startsWith(place.resolve("out.state").resolve("tmp"));
    }

    private static int visit(
            String what, DiskTrace trace, int from, int to, int wanted, CrashedOutput check)
            throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        long start = System.nanoTime();
        int states =
                new CrashStates(trace, from, to, wanted, SEED)
                        .visit(
                                (disk, after, which) -> {
                                    Folders.clear(place);
                                    disk.writeTo(place);
                                    CrashedOutput.Outcome outcome = check.examine();
                                    outcomes.merge(outcome.name(), 1, Integer::sum);
                                    outcome.faults().forEach(f -> faults.add(which + ": " + f));
                                });
        Files.writeString(
                Path.of("target", "crash-states.txt"),
                "%s, seed %d, %,d operations, %,d states in %d s, %d faults: %s%n"
                        .formatted(
                                what,
                                SEED,
                                to - from,
                                states,
                                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                                faults.size(),
                                outcomes),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(faults).as("seed %d, %,d states: %s", SEED, states, outcomes).isEmpty();
        return states;
    }

    /**
     * A run that is stopped, resumed, stopped and resumed, each if it is not faster than that. None
     * is killed: what a killed process did last is not in its trace.
     */
    private static void runInThreeAttempts() throws IOException, InterruptedException {
        Words resume = Words.of("run --resume --output", output);
        run("TERM", begin());
        run("TERM", resume);
        assertThat(run(null, resume)).isZero();
    }

    /** Runs a command, traced; a signal is sent once there is a checkpoint. */
    private static int run(String signal, Words words) throws IOException, InterruptedException {
        long before = newestCheckpoint();
        try (RunningProcess process =
                RunningProcess.of(traced.process(Main.class.getName(), words.array()))) {
            if (signal != null) {
                awaitCheckpointAfter(before + CHECKPOINTS - 1, process);
                if (process.isAlive()) {
                    process.signal(signal);
                }
            }
            int exitCode = process.exitCode();
            assertThat(exitCode).as("%s", process.lines()).isIn(0, 143);
            return exitCode;
        }
    }

    private static void awaitCheckpointAfter(long number, RunningProcess process)
            throws IOException, InterruptedException {
        while (newestCheckpoint() <= number && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long newestCheckpoint() throws IOException {
        Path checkpoints = place.resolve("out.state/checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(checkpoints)) {
            return folders.filter(folder -> Files.exists(folder.resolve("_metadata")))
                    .map(folder -> folder.getFileName().toString())
                    .mapToLong(name -> Long.parseLong(name.substring(name.indexOf('-') + 1)))
                    .max()
                    .orElse(0);
        }
    }

    private static Words begin() throws IOException {
        Path input = folder.resolve("in");
        if (!Files.exists(input)) {
            CommandLineRun.succeeds(
                    "generate --output",
                    input,
                    "--rows",
                    75_000 + 5_000 * CHECKPOINTS,
                    "--symbols 2 --file-rows 10000 --messages-per-second 0.6");
        }
        return Words.of(
                "run --parallelism 2 --set snapshot.every-updates=1 --input",
                input,
                "--output",
                output,
                DisturbedRun.SLOW);
    }
}
