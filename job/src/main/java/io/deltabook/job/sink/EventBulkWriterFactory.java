// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.EventBatchWriter;
import io.deltabook.job.parquet.ParquetSettings;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Opens part files of events; each subtask has its own copy, which bounds its open row groups. */
final class EventBulkWriterFactory implements BulkWriter.Factory<EventBatch> {
    private static final long serialVersionUID = 1;

    private final EventBatchWriter.Factory writers;
    private final ParquetSettings settings;
    private final int atMostOpen;
    private transient OpenRowGroups openRowGroups;

    EventBulkWriterFactory(
            EventBatchWriter.Factory writers, ParquetSettings settings, int atMostOpen) {
        this.writers = writers;
        this.settings = settings;
        this.atMostOpen = atMostOpen;
    }

    @Override
    public BulkWriter<EventBatch> create(FSDataOutputStream out) throws IOException {
        if (openRowGroups == null) {
            openRowGroups = new OpenRowGroups(atMostOpen, settings.rowGroupBytes());
        }
        return new EventBulkWriter(writers.open(out, settings), openRowGroups);
    }
}
