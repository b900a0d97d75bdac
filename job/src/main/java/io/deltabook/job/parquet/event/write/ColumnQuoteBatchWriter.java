// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.LaneFooter;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.QuoteBytes;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes a quotes file column by column. */
public final class ColumnQuoteBatchWriter extends ColumnBatchWriter<QuoteBatch, QuoteColumns> {
    private final EventFormat format;
    private final LaneFooter footer;

    private ColumnQuoteBatchWriter(OutputStream out, ParquetSettings settings) {
        super(out, settings, QuoteSchema.message(settings.format()), new QuoteBytes());
        format = settings.format();
        // The quote at the end of a lane may have the number of the one before it.
        footer = new LaneFooter(format.version(), true);
    }

    /** See {@link BatchWriter.Factory}. */
    public static BatchWriter<QuoteBatch> open(OutputStream out, ParquetSettings settings) {
        return new ColumnQuoteBatchWriter(out, settings);
    }

    @Override
    void note(QuoteBatch batch) {
        if (batch.size() > 0) {
            footer.follow(batch.lane().id(), batch.seq(0), batch.seq(batch.size() - 1));
        }
    }

    @Override
    QuoteColumns columns(PageBuffers buffers) {
        return new QuoteColumns(format, buffers);
    }

    @Override
    Map<String, String> metadata() {
        return footer.metadata();
    }

    @Override
    void encode(QuoteBatch batch) throws IOException {
        int row = 0;
        while (row < batch.size()) {
            makeRoom(batch.lane(), QuoteBytes.ROW);
            int end = Math.min(batch.size(), row + room(QuoteBytes.ROW));
            columns().add(batch, row, end);
            added(QuoteBytes.ROW * (end - row));
            row = end;
        }
    }
}
