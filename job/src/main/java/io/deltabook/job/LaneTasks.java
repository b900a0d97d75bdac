// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a task for each lane, several lanes at a time. */
public final class LaneTasks {
    private LaneTasks() {}

    /** As {@link #run(int, List)}, with one lane per core at a time. */
    public static <T> List<T> run(List<Callable<T>> tasks) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        return run(Math.max(1, Math.min(tasks.size(), cores)), tasks);
    }

    /** Returns the results in the order of the tasks; the first error cancels the rest. */
    public static <T> List<T> run(int threads, List<Callable<T>> tasks) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(
                    "a lane must end with a result or an IOException", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before all lanes were done", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
