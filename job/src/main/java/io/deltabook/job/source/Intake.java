// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.memory.MemoryGuard;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.metrics.SourceMetrics;
import io.deltabook.job.parquet.file.StoredFile;
import io.deltabook.job.storage.WrittenBytes;
import java.io.InterruptedIOException;
import org.apache.flink.metrics.MetricGroup;

/**
 * Shared by the lane readers of one subtask: grants permission to read and counts what was read.
 */
final class Intake implements AutoCloseable {
    private final MemoryGuard guard;
    private final SourceMetrics metrics;

    private Intake(MemoryGuard guard, MetricGroup group) {
        this.guard = guard;
        this.metrics = new SourceMetrics(group, guard, StoredFile::bytesRead, WrittenBytes::sum);
    }

    static Intake open(MemorySettings memory, MetricGroup group) {
        return new Intake(MemoryGuard.acquire(memory), group);
    }

    /** Whether memory allows a batch to be read now; waits briefly if it does not. */
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

    /** Tells that the subtask has read its lanes as far as their files go. */
    void caughtUp() {
        metrics.caughtUp();
    }

    @Override
    public void close() {
        guard.release();
    }
}
