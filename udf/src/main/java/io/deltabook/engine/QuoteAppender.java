// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.batch.QuoteBatch.Quote;
import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.engine.EventAppender.Proof;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.time.EventHour;

/**
 * Collects a lane's quotes into batches of one hour: one after each message or snapshot that
 * changed the best levels or what is known of them. Used for one input batch; the newest quote is
 * kept in the lane's state.
 */
final class QuoteAppender {
    static final int MAX_ROWS = 8_192;

    private static final int INITIAL_ROWS = 64;

    private final LaneContext context;
    private final LaneState state;
    private QuoteBatch batch;

    QuoteAppender(LaneContext context) {
        this.context = context;
        this.state = context.state;
    }

    /**
     * A message or snapshot was written: its last event is the newest.
     *
     * @param proof how many of the covered levels the ids prove
     */
    void look(Proof proof) {
        if (!context.output.wantsQuotes() || isUnchanged(proof)) {
            return;
        }
        Quote quote = quote(proof);
        boolean isStillEmpty = state.quote.isNone() && !quote.hasBid() && !quote.hasAsk();
        if (isStillEmpty) {
            return;
        }
        state.quote = quote;
        long time = state.lastEventTime;
        batchFor(time)
                .append(
                        state.nextSeq - 1,
                        time,
                        state.lastEventArrival,
                        state.tracker.last(),
                        quote);
        context.count(Counter.QUOTES, 1);
    }

    /** Whether the newest quote still holds; allocates nothing, unlike a new quote. */
    private boolean isUnchanged(Proof proof) {
        Quote last = state.quote;
        if (state.state == BookState.WAITING) {
            return last.isNone();
        }
        return last.state() == state.state
                && isSame(state.book.bids(), last.hasBid(), last.bidPrice(), last.bidQuantity())
                && isSame(state.book.asks(), last.hasAsk(), last.askPrice(), last.askQuantity())
                && isCertified(proof) == last.certified();
    }

    private static boolean isSame(BookSide side, boolean has, long price, long quantity) {
        return side.isEmpty()
                ? !has
                : has && side.bestPrice() == price && side.bestQuantity() == quantity;
    }

    private boolean isCertified(Proof proof) {
        OrderBook book = state.book;
        return state.state == BookState.LIVE
                && Math.min(proof.bids(), book.bids().covered(1)) > 0
                && Math.min(proof.asks(), book.asks().covered(1)) > 0;
    }

    private Quote quote(Proof proof) {
        if (state.state == BookState.WAITING) {
            return Quote.NONE;
        }
        BookSide bids = state.book.bids();
        BookSide asks = state.book.asks();
        boolean hasBid = !bids.isEmpty();
        boolean hasAsk = !asks.isEmpty();
        return new Quote(
                hasBid,
                hasBid ? bids.bestPrice() : 0,
                hasBid ? bids.bestQuantity() : 0,
                hasAsk,
                hasAsk ? asks.bestPrice() : 0,
                hasAsk ? asks.bestQuantity() : 0,
                state.state,
                isCertified(proof));
    }

    private QuoteBatch batchFor(long time) {
        long hour = EventHour.of(time);
        if (batch != null && (batch.hour() != hour || batch.size() >= MAX_ROWS)) {
            flush();
        }
        if (batch == null) {
            batch = new QuoteBatch(context.lane, hour, INITIAL_ROWS, state.pool);
        }
        return batch;
    }

    void flush() {
        if (batch != null) {
            context.output.quotes(batch);
            batch = null;
        }
    }
}
