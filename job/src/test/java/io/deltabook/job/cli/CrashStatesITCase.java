// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.crash.CrashStates;
import io.deltabook.job.crash.DiskTrace;
import io.deltabook.job.crash.TracedCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every state in which a power cut can leave the disk under a small run, a stop, a resumed run and
 * a compaction: all that was forced, with none, all, up to three or all but up to three of the
 * other changes. In each the command that goes on is asked what it would do, and what it decides is
 * checked against what was committed: nothing lost, nothing doubled, nothing refused.
 *
 * <p>{@code -Ddeltabook.crash.states=N} looks at about N states of a run, {@code
 * -Ddeltabook.seed=S} draws others; {@code target/crash-states.txt} says how many states there were
 * and what came of them.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
final class CrashStatesITCase {
    private static final int STATES = Integer.getInteger("deltabook.crash.states", 600);
    private static final long SEED = Long.getLong("deltabook.seed", 1);

    @TempDir private Path folder;

    private Path place;
    private Path output;
    private TracedCommand traced;

    @BeforeEach
    void setUp() throws IOException, InterruptedException {
        place = Files.createDirectory(folder.resolve("place")).toRealPath();
        output = place.resolve("out");
        traced = TracedCommand.in(folder, place);
    }

    @Test
    void whateverAPowerCutLeavesOfARunIsGoneOnWithWithoutLossOrRepetition()
            throws IOException, InterruptedException {
        DiskTrace trace = new DiskTrace(place, this::isWorkingFile);
        runInThreeAttempts();
        traced.moveTo(trace);
        CommittedParts parts = CommittedParts.of(trace, output);
        int states = visit(trace, 0, STATES, new ResumedState(output, trace, parts, begin()));
        assertThat(states).isGreaterThan(STATES / 2);
    }

    @Test
    void whateverAPowerCutLeavesOfACompactionIsFinishedWithTheSameRows()
            throws IOException, InterruptedException {
        DiskTrace trace = new DiskTrace(place, this::isWorkingFile);
        runInThreeAttempts();
        traced.moveTo(trace);
        int before = trace.size();
        OutputTotals totals = OutputTotals.of(output);
        assertThat(run(null, "compact", output.toString())).isZero();
        traced.moveTo(trace);
        assertThat(OutputTotals.of(output)).isEqualTo(totals);
        int states = visit(trace, before, STATES, new CompactedState(output));
        assertThat(states).isGreaterThan(20);
    }

    private boolean isWorkingFile(Path path) {
        return path.startsWith(place.resolve("out.state").resolve("tmp"));
    }

    private int visit(DiskTrace trace, int from, int wanted, CrashedOutput check)
            throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        int states =
                new CrashStates(trace, from, wanted, SEED)
                        .visit(
                                (disk, after, what) -> {
                                    clear(place);
                                    disk.writeTo(place);
                                    CrashedOutput.Outcome outcome = check.examine();
                                    outcomes.merge(outcome.name(), 1, Integer::sum);
                                    outcome.faults().forEach(f -> faults.add(what + ": " + f));
                                });
        Files.writeString(
                Path.of("target", "crash-states.txt"),
                "seed %d, %,d operations, %,d states, %d faults: %s%n"
                        .formatted(SEED, trace.size() - from, states, faults.size(), outcomes),
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
    private void runInThreeAttempts() throws IOException, InterruptedException {
        String[] resume = {"run", "--resume", "--output", output.toString()};
        run("TERM", begin());
        run("TERM", resume);
        assertThat(run(null, resume)).isZero();
    }

    /** Runs a command, traced; a signal is sent once there is a checkpoint. */
    private int run(String signal, String... args) throws IOException, InterruptedException {
        long before = newestCheckpoint();
        try (RunningProcess process =
                RunningProcess.of(traced.process(Main.class.getName(), args))) {
            if (signal != null) {
                awaitCheckpointAfter(before, process);
                if (process.isAlive()) {
                    process.signal(signal);
                }
            }
            int exitCode = process.exitCode();
            assertThat(exitCode).as("%s", process.lines()).isIn(0, 143);
            return exitCode;
        }
    }

    private void awaitCheckpointAfter(long number, RunningProcess process)
            throws IOException, InterruptedException {
        while (newestCheckpoint() <= number && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long newestCheckpoint() throws IOException {
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

    private String[] begin() throws IOException {
        Path input = folder.resolve("in");
        if (!Files.exists(input)) {
            CommandLineRun generated =
                    CommandLineRun.of(
                            "generate",
                            "--output",
                            input.toString(),
                            "--rows",
                            "80000",
                            "--symbols",
                            "2",
                            "--file-rows",
                            "10000",
                            "--messages-per-second",
                            "0.6");
            assertThat(generated.exitCode()).as(generated.err()).isZero();
        }
        return new String[] {
            "run",
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--parallelism",
            "2",
            "--set",
            "snapshot.every-updates=1",
            "--set",
            "checkpoint.interval=10ms"
        };
    }

    static void clear(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
