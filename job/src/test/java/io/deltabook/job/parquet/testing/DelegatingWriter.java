// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.BatchWriter;
import java.io.IOException;

/**
 * Does what another writer does; a test overrides where it watches or disturbs it. What a writer
 * may leave to its interface, this one does.
 */
public class DelegatingWriter implements BatchWriter<EventBatch> {
    protected final BatchWriter<EventBatch> writer;

    protected DelegatingWriter(BatchWriter<EventBatch> writer) {
        this.writer = writer;
    }

    @Override
    public void write(EventBatch batch) throws IOException {
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
