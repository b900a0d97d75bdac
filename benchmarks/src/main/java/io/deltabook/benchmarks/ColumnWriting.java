// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.RowEventBatchWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Writes event batches to a Parquet file that is discarded, with the job's defaults. */
public class ColumnWriting extends MeasuredPart {
    private static final ParquetSettings SETTINGS = new ParquetSettings("zstd", 16L << 20);

    /** The writers of events files. */
    public enum Writer {
        COLUMN(ColumnEventBatchWriter::open),
        PLAIN(RowEventBatchWriter::open);

        private final BatchWriter.Factory<EventBatch> factory;

        Writer(BatchWriter.Factory<EventBatch> factory) {
            this.factory = factory;
        }
    }

    @Param({"FUTURES", "SPOT"})
    public Shape shape;

    @Param public Writer writer;

    private List<EventBatch> events;

    @Setup
    public void load() throws IOException {
        try (CaptureData data = CaptureData.of(shape)) {
            events = data.events();
        }
    }

    @Benchmark
    public long write(Rows counter) throws IOException {
        BatchWriter<EventBatch> file =
                writer.factory.open(OutputStream.nullOutputStream(), SETTINGS);
        for (EventBatch batch : events) {
            file.write(batch);
            counter.rows += batch.size();
        }
        file.finish();
        return file.bytesWritten();
    }
}
