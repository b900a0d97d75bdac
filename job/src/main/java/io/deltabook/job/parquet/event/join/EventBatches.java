// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.number.ScaledDecimal;
import io.deltabook.number.WideDecimals;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Turns the rows of events files back into batches. Values that a row's type cannot have are
 * ignored, so the caller that writes the batches must compare the result.
 */
final class EventBatches {
    private static final String BUY = "BUY";

    private final Lane lane;
    private WideDecimals pool;

    /**
     * @param lane lane of all rows; its scales hold all numbers
     */
    EventBatches(Lane lane) {
        this.lane = lane;
    }

    /** Accepts a batch. */
    interface Sink {
        void write(EventBatch batch) throws IOException;
    }

    /** Passes on the rows of a chunk, as one batch for each run of consecutive event_seq. */
    void forEach(EventChunk chunk, Sink sink) throws IOException {
        int from = 0;
        while (from < chunk.size()) {
            int to = from + 1;
            while (to < chunk.size() && chunk.seq().value(to) == chunk.seq().value(to - 1) + 1) {
                to++;
            }
            sink.write(batch(chunk, from, to));
            from = to;
        }
    }

    private EventBatch batch(EventChunk chunk, int from, int to) {
        long hour = EventHour.of(chunk.nanos().value(from));
        EventBatch batch = new EventBatch(lane, hour, chunk.seq().value(from), to - from);
        pool = batch.pool();
        for (int row = from; row < to; row++) {
            BookState state = BookState.valueOf(chunk.state().value(row));
            switch (EventType.valueOf(chunk.type().value(row))) {
                case TRADE -> trade(chunk, row, state, batch);
                case BOOK_DELTA -> delta(chunk, row, state, batch);
                case BOOK_SNAPSHOT ->
                        batch.appendSnapshot(
                                chunk.nanos().value(row),
                                chunk.arrival().valueOr(row, Missing.TIME),
                                state,
                                chunk.updateId().valueOr(row, Missing.ID),
                                snapshot(chunk, row, batch.size()));
            }
        }
        return batch;
    }

    private void trade(EventChunk chunk, int row, BookState state, EventBatch to) {
        to.appendTrade(
                chunk.nanos().value(row),
                chunk.arrival().valueOr(row, Missing.TIME),
                state,
                chunk.tradeId().valueOr(row, Missing.ID),
                tradeSide(chunk, row),
                number(
                        lane.priceScale(),
                        chunk.tradePrice().high(row),
                        chunk.tradePrice().low(row)),
                number(
                        lane.quantityScale(),
                        chunk.tradeQuantity().high(row),
                        chunk.tradeQuantity().low(row)));
    }

    private static Side tradeSide(EventChunk chunk, int row) {
        if (chunk.tradeSide().isNull(row)) {
            return null;
        }
        return chunk.tradeSide().is(BUY, row) ? Side.BID : Side.ASK;
    }

    private void delta(EventChunk chunk, int row, BookState state, EventBatch to) {
        to.appendDelta(
                chunk.nanos().value(row),
                chunk.arrival().valueOr(row, Missing.TIME),
                state,
                chunk.updateId().valueOr(row, Missing.ID),
                Side.valueOf(chunk.deltaSide().value(row)),
                number(
                        lane.priceScale(),
                        chunk.deltaPrice().high(row),
                        chunk.deltaPrice().low(row)),
                number(
                        lane.quantityScale(),
                        chunk.deltaQuantity().high(row),
                        chunk.deltaQuantity().low(row)),
                chunk.lastInMessage().value(row));
    }

    private EventBatch.Snapshot snapshot(EventChunk chunk, int row, int batchRow) {
        return new EventBatch.Snapshot(
                batchRow,
                SnapshotKind.valueOf(chunk.kind().value(row)),
                Math.toIntExact(chunk.certifiedBids().value(row)),
                Math.toIntExact(chunk.certifiedAsks().value(row)),
                Math.toIntExact(chunk.coveredBids().value(row)),
                Math.toIntExact(chunk.coveredAsks().value(row)),
                prices(chunk.bids(), row),
                quantities(chunk.bids(), row),
                prices(chunk.asks(), row),
                quantities(chunk.asks(), row));
    }

    private long[] prices(LevelValues side, int row) {
        long[] prices = new long[side.levels(row)];
        for (int level = 0; level < prices.length; level++) {
            prices[level] =
                    number(
                            lane.priceScale(),
                            side.priceHigh(row, level),
                            side.priceLow(row, level));
        }
        return prices;
    }

    private long[] quantities(LevelValues side, int row) {
        long[] quantities = new long[side.levels(row)];
        for (int level = 0; level < quantities.length; level++) {
            quantities[level] =
                    number(
                            lane.quantityScale(),
                            side.quantityHigh(row, level),
                            side.quantityLow(row, level));
        }
        return quantities;
    }

    private long number(int scale, long high, long low) {
        if (pool == null) {
            return ScaledDecimal.at(scale, high, low);
        }
        BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return pool.token(BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower));
    }
}
