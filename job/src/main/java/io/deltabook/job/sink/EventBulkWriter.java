// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import io.deltabook.job.storage.CompletablePart;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Flink's shell of an {@link EventBatchWriter}: one part file. */
final class EventBulkWriter implements BulkWriter<EventBatch>, OpenPart {
    /** Fewer bytes of rows than this are not worth a row group and the memory of its footer. */
    private static final long SMALLEST_ROW_GROUP = 16 * 1024;

    private final EventBatchWriter writer;
    private final FSDataOutputStream out;
    private final OpenParts openParts;
    private final String bucket;
    private boolean isCompleted;

    EventBulkWriter(EventBatchWriter writer, FSDataOutputStream out, OpenParts openParts) {
        this.writer = writer;
        this.out = out;
        this.openParts = openParts;
        this.bucket = openParts.bucket();
    }

    @Override
    public void addElement(EventBatch batch) throws IOException {
        writer.write(batch);
        openParts.written(this);
    }

    /** Does nothing: Flink calls it only right before {@link #finish()}. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        openParts.finished(this);
        if (!isCompleted) {
            isCompleted = true;
            writer.finish();
        }
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public long bufferedBytes() {
        return writer.heapBytes();
    }

    @Override
    public boolean isEncoding() {
        return writer.isEncoding();
    }

    @Override
    public long footerBytes() {
        return writer.footerBytes();
    }

    @Override
    public void release() throws IOException {
        if (writer.isEncoding() || writer.heapBytes() >= SMALLEST_ROW_GROUP) {
            writer.flushRowGroup();
        } else {
            complete();
        }
    }

    @Override
    public void complete() throws IOException {
        isCompleted = true;
        writer.finish();
        if (out instanceof CompletablePart part) {
            part.complete();
        }
    }

    @Override
    public boolean isCompleted() {
        return isCompleted;
    }
}
