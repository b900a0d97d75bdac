// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a process until it ends and measures its resource usage. */
final class ChildProcess {
    private static final long POLL_MILLIS = 20;
    private static final String HIGH_WATER_MARK = "VmHWM:";

    /**
     * Resource usage of a process.
     *
     * @param wallSeconds from its start to its end
     * @param cpuSeconds CPU time of all its threads; the last {@value #POLL_MILLIS} ms may be
     *     missing
     * @param peakBytes the resident set's high-water mark, 0 if the system does not report it
     */
    record Usage(double wallSeconds, double cpuSeconds, long peakBytes) {}

    private ChildProcess() {}

    /**
     * Runs a command.
     *
     * @param log receives the process's output
     * @throws IOException if it cannot be started or fails; the message contains the end of the log
     */
    static Usage run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(new File(log.toString()));
        long start = System.nanoTime();
        Process process = builder.start();
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        Duration cpu = Duration.ZERO;
        long peak = 0;
        try {
            do {
                cpu = process.info().totalCpuDuration().orElse(cpu);
                peak = Math.max(peak, peakBytes(status));
            } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            process.destroy();
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    "%s must succeed, but ended with %d:%n%s"
                            .formatted(command, process.exitValue(), tail(log)));
        }
        return new Usage(wall, cpu.toNanos() / 1e9, peak);
    }

    private static long peakBytes(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(HIGH_WATER_MARK)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
