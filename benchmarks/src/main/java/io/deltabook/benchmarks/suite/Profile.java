// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the job's CPU time goes, by samples of all its threads including native code
 * (async-profiler, which is among the job's libraries).
 */
final class Profile {
    private final Workspace workspace;
    private final Contenders ways;
    private final Map<Stage, Long> samples = new EnumMap<>(Stage.class);
    private final Map<Stage, Map<String, Long>> hottest = new EnumMap<>(Stage.class);
    private long all;
    private Measurement run;

    Profile(Workspace workspace, Contenders ways) {
        this.workspace = workspace;
        this.ways = ways;
    }

    /** Runs the job once and keeps the samples. */
    Profile sample(Dataset data, int parallelism, Path work)
            throws IOException, InterruptedException {
        Path stacks = work.resolve("stacks.txt");
        Files.deleteIfExists(stacks);
        String options =
                "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -agentpath:"
                        + agent(work)
                        + "=start,event=itimer,interval=1ms,threads,collapsed,file="
                        + stacks;
        run = ways.jobWith("profile", options, parallelism).run(workspace.place(data));
        workspace.clear();
        Files.readAllLines(stacks).forEach(this::add);
        return this;
    }

    private static Path agent(Path work) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String folder =
                system.contains("mac")
                        ? "macos"
                        : machine.equals("aarch64") ? "linux-arm64" : "linux-x64";
        Path library = work.resolve("libasyncProfiler.so");
        try (InputStream packed =
                Profile.class.getResourceAsStream("/" + folder + "/libasyncProfiler.so")) {
            if (packed == null) {
                throw new IOException(
                        "async-profiler must have a library for %s, but has none"
                                .formatted(folder));
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }

    /**
     * A line is a stack, root first, frames separated by semicolons, followed by its sample count.
     */
    private void add(String line) {
        int space = line.lastIndexOf(' ');
        List<String> frames = List.of(line.substring(0, space).split(";"));
        long count = Long.parseLong(line.substring(space + 1));
        Stage stage = Stage.of(frames);
        all += count;
        samples.merge(stage, count, Long::sum);
        hottest.computeIfAbsent(stage, one -> new TreeMap<>())
                .merge(stage.place(frames), count, Long::sum);
    }

    Measurement run() {
        return run;
    }

    /** CPU time of a stage, ns per row. */
    double nanosPerRow(Stage stage) {
        return nanosPerRow(samples.getOrDefault(stage, 0L));
    }

    /** A stage's share of the process's CPU time; the timer may be coarser than requested. */
    private double nanosPerRow(long count) {
        return run.cpuNanosPerRow() * count / all;
    }

    /** The methods that take the most time in a stage, with their ns per row. */
    List<String> hottest(Stage stage, int max) {
        return hottest.getOrDefault(stage, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(max)
                .map(e -> "`%s` %.1f".formatted(e.getKey(), nanosPerRow(e.getValue())))
                .toList();
    }
}
