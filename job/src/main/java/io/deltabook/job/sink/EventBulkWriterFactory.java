// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Opens part files of events. */
final class EventBulkWriterFactory implements BulkWriter.Factory<EventBatch> {
    private static final long serialVersionUID = 1;

    private final EventBatchWriter.Factory writers;
    private final ParquetSettings settings;
    private final OpenParts openParts;

    EventBulkWriterFactory(
            EventBatchWriter.Factory writers, ParquetSettings settings, OpenParts openParts) {
        this.writers = writers;
        this.settings = settings;
        this.openParts = openParts;
    }

    @Override
    public BulkWriter<EventBatch> create(FSDataOutputStream out) throws IOException {
        return new EventBulkWriter(writers.open(out, settings), out, openParts);
    }
}
