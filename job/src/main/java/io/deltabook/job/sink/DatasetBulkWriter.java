// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.DatasetWriter;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.storage.CompletablePart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Flink's shell of a {@link DatasetWriter}: one part file of a small dataset. Keeps its first
 * elements as objects, since most parts never have more and a writer takes a megabyte.
 */
final class DatasetBulkWriter<T> implements BulkWriter<T>, OpenPart {
    /** Approximate size of an element, bytes. */
    private static final long ELEMENT_BYTES = 512;

    /** Approximate size of the part itself. */
    private static final long PART_BYTES = 2 * 1024;

    /** Approximate size of a writer: a row group, and as much again for its pages and buffers. */
    private static final long WRITER_BYTES = 2 * 1024 * 1024;

    private static final int MOST_HELD = 2_048;

    private final Dataset<T> dataset;
    private final ParquetSettings settings;
    private final FSDataOutputStream out;
    private final OpenParts openParts;
    private final String bucket;
    private List<T> held = new ArrayList<>(1);
    private DatasetWriter<T> writer;
    private boolean isCompleted;

    private DatasetBulkWriter(
            Dataset<T> dataset,
            ParquetSettings settings,
            FSDataOutputStream out,
            OpenParts openParts) {
        this.dataset = dataset;
        this.settings = settings;
        this.out = out;
        this.openParts = openParts;
        this.bucket = openParts.bucket();
    }

    @Override
    public void addElement(T element) throws IOException {
        if (writer == null && held.size() < MOST_HELD) {
            held.add(element);
        } else {
            writeHeld();
            writer.write(element);
        }
        openParts.written(this);
    }

    private void writeHeld() throws IOException {
        if (writer == null) {
            writer = new DatasetWriter<>(dataset, out, settings);
            for (T element : held) {
                writer.write(element);
            }
            held = List.of();
        }
    }

    /** Does nothing: Flink calls it only right before {@link #finish()}. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        openParts.finished(this);
        end();
    }

    private void end() throws IOException {
        if (!isCompleted) {
            isCompleted = true;
            writeHeld();
            writer.finish();
            writer = null;
        }
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public long bufferedBytes() {
        return writer == null ? PART_BYTES + held.size() * ELEMENT_BYTES : WRITER_BYTES;
    }

    @Override
    public boolean isEncoding() {
        return writer != null;
    }

    @Override
    public long footerBytes() {
        return 0;
    }

    @Override
    public void release() throws IOException {
        complete();
    }

    @Override
    public void complete() throws IOException {
        end();
        if (out instanceof CompletablePart part) {
            part.complete();
        }
    }

    @Override
    public boolean isCompleted() {
        return isCompleted;
    }

    /** Opens part files of a dataset. */
    static final class Factory<T> implements BulkWriter.Factory<T> {
        private static final long serialVersionUID = 1;

        private final Dataset<T> dataset;
        private final ParquetSettings settings;
        private final OpenParts openParts;

        Factory(Dataset<T> dataset, ParquetSettings settings, OpenParts openParts) {
            this.dataset = dataset;
            this.settings = settings;
            this.openParts = openParts;
        }

        @Override
        public BulkWriter<T> create(FSDataOutputStream out) {
            return new DatasetBulkWriter<>(dataset, settings, out, openParts);
        }
    }
}
