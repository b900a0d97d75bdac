// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.HourBatch;
import io.deltabook.job.parquet.event.FinerTimeException;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.storage.CompletablePart;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Flink's shell of a {@link BatchWriter}: one part file of hours. */
final class BatchBulkWriter<B extends HourBatch<B>> implements BulkWriter<B>, OpenPart {
    /** Fewer bytes of rows than this are not worth a row group and the memory of its footer. */
    private static final long SMALLEST_ROW_GROUP = 16 * 1024;

    private final BatchWriter<B> writer;
    private final FSDataOutputStream out;
    private final OpenParts openParts;
    private final String bucket;
    private boolean isCompleted;

    private BatchBulkWriter(BatchWriter<B> writer, FSDataOutputStream out, OpenParts openParts) {
        this.writer = writer;
        this.out = out;
        this.openParts = openParts;
        this.bucket = openParts.bucket();
    }

    @Override
    public void addElement(B batch) throws IOException {
        try {
            writer.write(batch);
        } catch (FinerTimeException e) {
            throw new SuppressRestartsException(
                    new IllegalStateException(batch.lane().id() + ": " + e.getMessage(), e));
        }
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

    /** Opens part files. */
    static final class Factory<B extends HourBatch<B>> implements BulkWriter.Factory<B> {
        private static final long serialVersionUID = 1;

        private final BatchWriter.Factory<B> writers;
        private final ParquetSettings settings;
        private final OpenParts openParts;

        Factory(BatchWriter.Factory<B> writers, ParquetSettings settings, OpenParts openParts) {
            this.writers = writers;
            this.settings = settings;
            this.openParts = openParts;
        }

        @Override
        public BulkWriter<B> create(FSDataOutputStream out) throws IOException {
            return new BatchBulkWriter<>(writers.open(out, settings), out, openParts);
        }
    }
}
