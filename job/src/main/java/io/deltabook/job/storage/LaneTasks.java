// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a task for each lane or file, several at a time. */
public final class LaneTasks {
    private static final long TICK_MILLIS = 200;
    private static final int OF_A_STORE = 8;

    private LaneTasks() {}

    /**
     * As {@link #run(int, List, Runnable)}, on files of one place: of a store several at a time,
     * because each waits for answers; of a disk in turn.
     */
    public static <T> List<T> runOn(Path place, List<Callable<T>> tasks) throws IOException {
        return run(Place.isRemote(place) ? OF_A_STORE : 1, tasks);
    }

    /** As {@link #run(int, List, Runnable)}, with one task per core at a time. */
    public static <T> List<T> run(List<Callable<T>> tasks) throws IOException {
        return run(Runtime.getRuntime().availableProcessors(), tasks);
    }

    /** As {@link #run(int, List, Runnable)}, without a tick. */
    public static <T> List<T> run(int threads, List<Callable<T>> tasks) throws IOException {
        return run(threads, tasks, () -> {});
    }

    /**
     * Returns the results in the order of the tasks. The first error cancels the rest; when this
     * ends, no task is running any more.
     *
     * @param tick called now and then meanwhile, by this thread
     */
    public static <T> List<T> run(int threads, List<Callable<T>> tasks, Runnable tick)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future, tick));
            }
            return results;
        } finally {
            end(pool);
        }
    }

    /** The result of a task that runs elsewhere; what ended it is thrown here. */
    public static <T> T result(Future<T> future) throws IOException {
        return result(future, () -> {});
    }

    private static <T> T result(Future<T> future, Runnable tick) throws IOException {
        while (true) {
            try {
                return future.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tick.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted before all tasks were done", e);
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        }
    }

    /** Rethrows on this thread what ended a task. */
    private static IOException thrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /**
     * Interrupts the tasks of threads and waits until none is running; only then may a lock be
     * released, or a file closed.
     */
    public static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean isInterrupted = false;
        boolean isEnded = false;
        while (!isEnded) {
            try {
                isEnded = pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
