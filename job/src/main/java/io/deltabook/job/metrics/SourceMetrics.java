// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import io.deltabook.job.memory.MemoryGuard;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of a source subtask: how much it has read, how much of that waits for the task thread,
 * and the memory of its process. Counts are those of this attempt.
 */
public final class SourceMetrics {
    private static final double GIB = 1L << 30;

    private final Counter rowsFetched;
    private final AtomicInteger queued = new AtomicInteger();
    private volatile boolean isCaughtUp;

    /**
     * Registers the metrics.
     *
     * @param bytesRead bytes that the process has read from input files
     * @param bytesWritten bytes that the process has written to outputs and state
     */
    public SourceMetrics(
            MetricGroup group,
            MemoryGuard memory,
            LongSupplier bytesRead,
            LongSupplier bytesWritten) {
        rowsFetched = group.counter(MetricNames.ROWS_FETCHED);
        group.gauge(MetricNames.QUEUE_DEPTH, (Gauge<Integer>) queued::get);
        group.gauge(MetricNames.CAUGHT_UP, (Gauge<Integer>) () -> isCaughtUp ? 1 : 0);
        group.gauge(MetricNames.BYTES_READ, (Gauge<Long>) bytesRead::getAsLong);
        group.gauge(MetricNames.BYTES_WRITTEN, (Gauge<Long>) bytesWritten::getAsLong);
        group.gauge(MetricNames.MEMORY_USAGE, (Gauge<Double>) () -> memory.usedBytes() / GIB);
        group.gauge(MetricNames.MEMORY_LIMIT, (Gauge<Double>) () -> memory.limitBytes() / GIB);
        group.gauge(MetricNames.MEMORY_STATE, (Gauge<Integer>) () -> memory.state().code());
        group.gauge(MetricNames.MEMORY_PAUSED, (Gauge<Long>) () -> memory.paused().toSeconds());
        group.gauge(
                MetricNames.MEMORY_CURRENT_PAUSE,
                (Gauge<Long>) () -> memory.currentPause().toSeconds());
    }

    /** Counts a batch with this many rows as read; on the reading thread. */
    public void fetched(long rows) {
        rowsFetched.inc(rows);
        queued.incrementAndGet();
    }

    /** The subtask follows its input, and has read what there is. */
    public void caughtUp() {
        isCaughtUp = true;
    }

    /** Counts a previously read batch as taken; on the task thread. */
    public void taken() {
        queued.decrementAndGet();
    }
}
