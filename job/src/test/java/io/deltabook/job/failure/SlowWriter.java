// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import java.io.IOException;

/** A writer that waits before each batch. */
final class SlowWriter implements EventBatchWriter {
    private final EventBatchWriter writer;
    private final Wait wait;

    /** Returns when a batch may be written. */
    interface Wait {
        void pass() throws IOException;
    }

    private SlowWriter(EventBatchWriter writer, Wait wait) {
        this.writer = writer;
        this.wait = wait;
    }

    static EventBatchWriter before(EventBatchWriter writer, Wait wait) {
        return new SlowWriter(writer, wait);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        wait.pass();
        writer.write(batch);
    }

    @Override
    public long bytesWritten() {
        return writer.bytesWritten();
    }

    @Override
    public long bufferedBytes() {
        return writer.bufferedBytes();
    }

    @Override
    public void flushRowGroup() throws IOException {
        writer.flushRowGroup();
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }
}
