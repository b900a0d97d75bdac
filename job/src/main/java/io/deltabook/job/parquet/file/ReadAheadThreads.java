// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that wait for requests to stores, shared by all readers of the process. */
final class ReadAheadThreads {
    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 10;

    private static final ThreadPoolExecutor POOL = pool();

    private ReadAheadThreads() {}

    static <T> Future<T> submit(Callable<T> task) {
        return POOL.submit(task);
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "deltabook read-ahead");
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
