// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.memory.MemoryGuard;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.metrics.SourceMetrics;
import java.io.InterruptedIOException;
import org.apache.flink.metrics.MetricGroup;

/** What the lane readers of one subtask share: leave to read, and the count of what they read. */
final class Intake implements AutoCloseable {
    private final MemoryGuard guard;
    private final SourceMetrics metrics;

    private Intake(MemoryGuard guard, MetricGroup group) {
        this.guard = guard;
        this.metrics = new SourceMetrics(group, guard);
    }

    static Intake open(MemorySettings memory, MetricGroup group) {
        return new Intake(MemoryGuard.acquire(memory), group);
    }

    /** Whether the memory lets a batch be read now; waits a moment where it does not. */
    boolean admits() throws InterruptedIOException {
        try {
            return guard.admits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the source was held back");
        }
    }

    /** Counts a batch as read. */
    void fetched(DeltaBatch batch) {
        metrics.fetched(batch.inputRows());
    }

    /** Counts a batch as taken by the task. */
    void taken() {
        metrics.taken();
    }

    @Override
    public void close() {
        guard.release();
    }
}
