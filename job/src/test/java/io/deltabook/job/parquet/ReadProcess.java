// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the files that are its further arguments, in a JVM of its own, and writes of each how it
 * ended to the report of the first.
 */
final class ReadProcess {
    private static final long PATIENCE_SECONDS = 60;

    private ReadProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (PrintWriter out = new PrintWriter(args[0], StandardCharsets.UTF_8)) {
            ExecutorService reader = Executors.newSingleThreadExecutor();
            boolean isAnswering = true;
            for (int i = 1; i < args.length && isAnswering; i++) {
                isAnswering = read(Path.of(args[i]), reader, out);
            }
        }
        System.exit(0);
    }

    /** Whether the reading ended in whatever way. */
    private static boolean read(Path file, ExecutorService reader, PrintWriter out)
            throws InterruptedException {
        ReadAttempt attempt = new ReadAttempt(file, null);
        Future<ReadAttempt.End> end = reader.submit(attempt::run);
        String name = file.getFileName().toString();
        try {
            String how = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).name();
            out.println(name + " " + how + " " + attempt.refusal());
            return true;
        } catch (ExecutionException e) {
            out.println(name + " FAILED " + SmallHeap.describe(e.getCause()));
            return true;
        } catch (TimeoutException e) {
            out.println(name + " HANGS");
            return false;
        }
    }
}
