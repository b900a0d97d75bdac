// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnQuoteBatchWriter;
import io.deltabook.number.ScaledDecimal;
import io.deltabook.number.WideDecimals;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Joins quotes files of one lane into one by decoding and re-encoding their rows. */
public final class QuoteFileRewrite {
    private final Lane lane;
    private WideDecimals pool;

    private QuoteFileRewrite(Lane lane) {
        this.lane = lane;
    }

    /**
     * Writes all rows of some files, in the given order, as one file. The caller must check that
     * they are the same, by the {@link FileContent} of the result.
     *
     * @param parts files of one lane and hour, ascending by event_seq
     * @param content content of the parts
     * @param settings how the new file is written; the format must be that of the parts
     * @param out receives the file; not closed
     */
    public static void write(
            List<Path> parts,
            LaneId lane,
            FileContent content,
            ParquetSettings settings,
            OutputStream out)
            throws IOException {
        BatchWriter<QuoteBatch> writer = ColumnQuoteBatchWriter.open(out, settings);
        QuoteFileRewrite rewrite = new QuoteFileRewrite(content.lane(lane));
        for (Path part : parts) {
            ChunkReader.Columns columns =
                    footer -> {
                        EventFileJoin.requireFormat(
                                part, QuoteSchema.format(footer, part), settings.format());
                        return QuoteSchema.message(settings.format());
                    };
            try (ChunkReader reader = ChunkReader.open(part, columns)) {
                while (reader.next()) {
                    writer.write(rewrite.batch(part, reader));
                }
            }
        }
        writer.finish();
    }

    private QuoteBatch batch(Path part, ChunkReader reader) throws IOException {
        RowChunk chunk = reader.chunk();
        long hour = EventHour.of(chunk.number(EventSchema.EVENT_TIMESTAMP).value(0));
        QuoteBatch batch = new QuoteBatch(lane, hour, chunk.size());
        pool = batch.pool();
        try {
            for (int row = 0; row < chunk.size(); row++) {
                batch.append(
                        chunk.number(EventSchema.EVENT_SEQ).value(row),
                        chunk.number(EventSchema.EVENT_TIMESTAMP).value(row),
                        chunk.number(EventSchema.ARRIVAL_TIMESTAMP).valueOr(row, Missing.TIME),
                        chunk.number(EventSchema.UPDATE_ID).valueOr(row, Missing.ID),
                        quote(chunk, row));
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw EventFileJoin.notRows(part, "quotes", reader.firstRow(), chunk.size(), e);
        }
        return batch;
    }

    private QuoteBatch.Quote quote(RowChunk chunk, int row) {
        return new QuoteBatch.Quote(
                !chunk.decimal(QuoteSchema.BID_PRICE).isNull(row),
                price(chunk.decimal(QuoteSchema.BID_PRICE), row),
                quantity(chunk.decimal(QuoteSchema.BID_QUANTITY), row),
                !chunk.decimal(QuoteSchema.ASK_PRICE).isNull(row),
                price(chunk.decimal(QuoteSchema.ASK_PRICE), row),
                quantity(chunk.decimal(QuoteSchema.ASK_QUANTITY), row),
                BookState.valueOf(chunk.word(EventSchema.BOOK_STATE).value(row)),
                chunk.flag(QuoteSchema.CERTIFIED).value(row));
    }

    private long price(DecimalValues column, int row) {
        return number(column, row, lane.priceScale());
    }

    private long quantity(DecimalValues column, int row) {
        return number(column, row, lane.quantityScale());
    }

    private long number(DecimalValues column, int row, int scale) {
        if (column.isNull(row)) {
            return 0;
        }
        return pool == null
                ? ScaledDecimal.at(scale, column.high(row), column.low(row))
                : pool.token(column.value(row).unscaledValue());
    }
}
