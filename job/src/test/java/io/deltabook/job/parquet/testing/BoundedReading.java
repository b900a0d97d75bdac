// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reading that may hang, on a thread of its own. It is given up for the work it does, not for the
 * time it takes, which says more of the machine than of the file.
 */
final class BoundedReading {
    /** Processor time. */
    private static final Duration WORK = Duration.ofSeconds(60);

    /** For a reader that waits rather than works. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final long LOOK_MILLIS = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BoundedReading() {}

    /**
     * What the reading gives.
     *
     * @throws TimeoutException if it is given up; its thread continues, and does not keep the
     *     process
     */
    static <T> T of(Callable<T> reading)
            throws ExecutionException, InterruptedException, TimeoutException {
        FutureTask<T> result = new FutureTask<>(reading);
        Thread reader = new Thread(result, "reader");
        reader.setDaemon(true);
        reader.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (THREADS.getThreadCpuTime(reader.getId()) > WORK.toNanos()
                        || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
    }
}
