// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.EventBatchWriter;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Flink's shell of an {@link EventBatchWriter}: one part file. */
final class EventBulkWriter implements BulkWriter<EventBatch> {
    private final EventBatchWriter writer;
    private final OpenRowGroups openRowGroups;

    EventBulkWriter(EventBatchWriter writer, OpenRowGroups openRowGroups) {
        this.writer = writer;
        this.openRowGroups = openRowGroups;
    }

    @Override
    public void addElement(EventBatch batch) throws IOException {
        writer.write(batch);
        openRowGroups.written(writer);
    }

    /** Nothing: Flink calls it only right before {@link #finish()}. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        openRowGroups.finished(writer);
        writer.finish();
    }
}
