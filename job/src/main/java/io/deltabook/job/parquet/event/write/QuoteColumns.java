// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.encode.BooleanEncoder;
import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.EnumEncoder;
import io.deltabook.job.parquet.encode.LongEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.io.IOException;

/** The columns of a quotes file. */
final class QuoteColumns extends RowGroupColumns {
    private final TimestampUnit unit;
    private final FlatColumn<LongEncoder> seq = flat(EventSchema.EVENT_SEQ, new LongEncoder());
    private final FlatColumn<LongEncoder> timestamp =
            flat(EventSchema.EVENT_TIMESTAMP, new LongEncoder());
    private final FlatColumn<LongEncoder> arrival =
            flat(EventSchema.ARRIVAL_TIMESTAMP, new LongEncoder());
    private final FlatColumn<LongEncoder> updateId = flat(EventSchema.UPDATE_ID, new LongEncoder());
    private final DecimalColumn bidPrice = decimal(QuoteSchema.BID_PRICE);
    private final DecimalColumn bidQuantity = decimal(QuoteSchema.BID_QUANTITY);
    private final DecimalColumn askPrice = decimal(QuoteSchema.ASK_PRICE);
    private final DecimalColumn askQuantity = decimal(QuoteSchema.ASK_QUANTITY);
    private final FlatColumn<EnumEncoder> state =
            flat(EventSchema.BOOK_STATE, EnumEncoder.of(BookState.class));
    private final FlatColumn<BooleanEncoder> certified =
            flat(QuoteSchema.CERTIFIED, new BooleanEncoder());

    QuoteColumns(EventFormat format, PageBuffers buffers) {
        super(QuoteSchema.message(format), buffers);
        unit = format.timestamps();
    }

    @Override
    void begin(DecimalForm price, DecimalForm quantity) {
        bidPrice.begin(price);
        askPrice.begin(price);
        bidQuantity.begin(quantity);
        askQuantity.begin(quantity);
    }

    @Override
    boolean hasFullDictionary() {
        return bidPrice.isUsedUp() || bidQuantity.isUsedUp();
    }

    /** Adds at most {@link #roomOfPage()} rows. */
    void add(QuoteBatch batch, int from, int to) throws IOException {
        for (int row = from; row < to; row++) {
            seq.add(1).add(batch.seq(row), 1);
            timestamp.add(1).add(unit.of(batch.timestamp(row)), 1);
            long time = batch.arrival(row);
            addOrNull(arrival, time == Missing.TIME ? time : unit.of(time), 1);
            addOrNull(updateId, batch.id(row), 1);
            add(bidPrice, batch, batch.hasBid(row), batch.bidPrice(row));
            add(bidQuantity, batch, batch.hasBid(row), batch.bidQuantity(row));
            add(askPrice, batch, batch.hasAsk(row), batch.askPrice(row));
            add(askQuantity, batch, batch.hasAsk(row), batch.askQuantity(row));
            state.add(1).add(batch.state(row).code(), 1);
            certified.add(1).add(batch.certified(row), 1);
        }
        endRows(to - from);
    }

    private void add(DecimalColumn column, QuoteBatch batch, boolean has, long number) {
        if (!has) {
            column.addNulls(1);
            return;
        }
        int at = column.add(1);
        column.numbers()[at] = number;
        adopt(batch.pool(), column.numbers(), at, 1);
    }
}
