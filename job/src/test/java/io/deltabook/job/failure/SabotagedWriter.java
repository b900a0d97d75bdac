// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import java.io.IOException;

/** A writer that fails where the attempt wants it to. */
final class SabotagedWriter implements EventBatchWriter {
    private final EventBatchWriter writer;
    private final Sabotage.Attempt attempt;

    SabotagedWriter(EventBatchWriter writer, Sabotage.Attempt attempt) {
        this.writer = writer;
        this.attempt = attempt;
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        attempt.beforeWrite();
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
        attempt.beforeFinish();
        writer.finish();
    }
}
