// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventBytes;
import io.deltabook.job.parquet.event.EventFooter;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes an events file column by column. */
public final class ColumnEventBatchWriter extends ColumnBatchWriter<EventBatch, EventColumns> {
    private final EventFormat format;
    private final EventFooter footer;
    private final EventBytes sizes;

    private ColumnEventBatchWriter(OutputStream out, ParquetSettings settings, EventBytes sizes) {
        super(out, settings, EventSchema.message(settings.format()), sizes);
        this.sizes = sizes;
        format = settings.format();
        footer = new EventFooter(format.version());
    }

    /** See {@link BatchWriter.Factory}. */
    public static BatchWriter<EventBatch> open(OutputStream out, ParquetSettings settings) {
        return new ColumnEventBatchWriter(out, settings, new EventBytes(settings.format()));
    }

    @Override
    void note(EventBatch batch) {
        footer.add(batch);
    }

    @Override
    EventColumns columns(PageBuffers buffers) {
        return new EventColumns(format, buffers);
    }

    @Override
    Map<String, String> metadata() {
        return footer.metadata();
    }

    @Override
    void encode(EventBatch batch) throws IOException {
        int row = 0;
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            encode(batch, row, snapshot.row());
            long bytes = sizes.ofRow(snapshot);
            makeRoom(batch.lane(), bytes);
            columns().add(batch, snapshot);
            added(bytes);
            row = snapshot.row() + 1;
        }
        encode(batch, row, batch.size());
    }

    /** Encodes rows that are not snapshots. */
    private void encode(EventBatch batch, int from, int to) throws IOException {
        long rowBytes = sizes.ofRow(null);
        int row = from;
        while (row < to) {
            makeRoom(batch.lane(), rowBytes);
            int end = Math.min(to, row + room(rowBytes));
            columns().add(batch, row, end);
            added(rowBytes * (end - row));
            row = end;
        }
    }
}
