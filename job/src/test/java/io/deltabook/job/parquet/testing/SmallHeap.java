// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with 512 MB of heap that runs a main class of the tests to its end. */
public final class SmallHeap {
    private static final int SHOWN_FRAMES = 12;

    /**
     * How it ended.
     *
     * @param report lines that the main class wrote to the file of its first argument
     * @param exitCode exit code of the process
     */
    public record Ended(List<String> report, int exitCode) {}

    private SmallHeap() {}

    /**
     * Runs it.
     *
     * @param folder receives the report and what else the process prints
     */
    public static Ended run(Class<?> main, Path folder, List<String> args)
            throws IOException, InterruptedException {
        Path report = Files.createFile(folder.resolve("report.txt"));
        List<String> all = new ArrayList<>(List.of(report.toString()));
        all.addAll(args);
        Process process =
                new ProcessBuilder(JavaCommand.of("512m", main.getName(), all))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();
        int exitCode = process.waitFor();
        return new Ended(Files.readAllLines(report), exitCode);
    }

    /** An error and its causes in one line. */
    static String describe(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            text.append(cause).append(" at ");
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(SHOWN_FRAMES, frames.length); i++) {
                text.append(frames[i]).append(' ');
            }
            text.append("; ");
        }
        return text.toString().replace('\n', ' ');
    }
}
