// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Reads the files that are its further arguments, in a JVM of its own, and writes of each how it
 * ended to the report of the first. After a file that hangs the others are read all the same.
 */
public final class ReadProcess {
    private ReadProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (PrintWriter out = new PrintWriter(args[0], StandardCharsets.UTF_8)) {
            for (int i = 1; i < args.length; i++) {
                read(Path.of(args[i]), out);
            }
        }
        System.exit(0);
    }

    private static void read(Path file, PrintWriter out) throws InterruptedException {
        ReadAttempt attempt = new ReadAttempt(file, null);
        String name = file.getFileName().toString();
        try {
            String how = BoundedReading.of(attempt::run).name();
            out.println(name + " " + how + " " + attempt.refusal());
        } catch (ExecutionException e) {
            out.println(name + " FAILED " + SmallHeap.describe(e.getCause()));
        } catch (TimeoutException e) {
            out.println(name + " HANGS");
        }
    }
}
