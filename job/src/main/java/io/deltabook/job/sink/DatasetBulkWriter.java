// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.job.parquet.Dataset;
import io.deltabook.job.parquet.DatasetWriter;
import io.deltabook.job.parquet.ParquetSettings;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Flink's shell of a {@link DatasetWriter}: one part file of a small dataset. */
final class DatasetBulkWriter<T> implements BulkWriter<T> {
    private final DatasetWriter<T> writer;

    private DatasetBulkWriter(DatasetWriter<T> writer) {
        this.writer = writer;
    }

    @Override
    public void addElement(T element) throws IOException {
        writer.write(element);
    }

    /** Nothing: Flink calls it only right before {@link #finish()}. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        writer.finish();
    }

    /** Opens part files of a dataset. */
    static final class Factory<T> implements BulkWriter.Factory<T> {
        private static final long serialVersionUID = 1;

        private final Dataset<T> dataset;
        private final ParquetSettings settings;

        Factory(Dataset<T> dataset, ParquetSettings settings) {
            this.dataset = dataset;
            this.settings = settings;
        }

        @Override
        public BulkWriter<T> create(FSDataOutputStream out) {
            return new DatasetBulkWriter<>(new DatasetWriter<>(dataset, out, settings));
        }
    }
}
