// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.EventBatch;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.Period;
import io.deltabook.time.EventHour;

/**
 * Numbers a lane's events and collects them into batches of one hour. Used for one input batch; the
 * next number and the time of the last event are kept in the lane's state.
 */
final class EventAppender {
    /** Rows and snapshot levels after which a batch is passed on. */
    static final int MOST_ROWS = 16_384;

    static final int MOST_LEVELS = 200_000;
    private static final int MORE_ROWS = 64;

    /**
     * How many covered levels are certified.
     *
     * @param bids maximum of the bids
     * @param asks maximum of the asks
     */
    record Proof(int bids, int asks) {
        static final Proof NONE = new Proof(0, 0);
        static final Proof ALL = new Proof(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private final Lane lane;
    private final LaneState state;
    private final int capacity;
    private final EngineOutput output;
    private EventBatch batch;
    private int levels;

    /**
     * @param rows rows of the input batch, an estimate of the number of events
     */
    EventAppender(Lane lane, LaneState state, int rows, EngineOutput output) {
        this.lane = lane;
        capacity = Math.min(MOST_ROWS, rows + state.pending.size + MORE_ROWS);
        this.state = state;
        this.output = output;
    }

    /** Appends a BOOK_DELTA of a message, besides its rows. */
    void delta(
            Message message,
            BookState bookState,
            Side side,
            long price,
            long quantity,
            boolean lastInMessage) {
        enter(bookState, message.time);
        batchFor(message.time)
                .appendDelta(
                        message.time,
                        message.arrival,
                        bookState,
                        message.id,
                        side,
                        price,
                        quantity,
                        lastInMessage);
        numbered(message.time, message.arrival);
    }

    /** Appends a BOOK_DELTA for each row of a message. */
    void deltas(Message message, BookState bookState, boolean endsMessage) {
        enter(bookState, message.time);
        int from = message.start;
        int end = from + message.size;
        while (from < end) {
            EventBatch target = batchFor(message.time);
            int count = Math.min(end - from, MOST_ROWS - target.size());
            boolean last = endsMessage && from + count == end;
            target.appendDeltas(
                    message.time,
                    message.arrival,
                    bookState,
                    message.id,
                    message.price,
                    message.quantity,
                    message.flags,
                    from,
                    count,
                    last);
            state.nextSeq += count;
            from += count;
        }
        state.lastEventTime = message.time;
        state.lastEventArrival = message.arrival;
    }

    void trade(
            long time,
            long arrival,
            BookState bookState,
            long id,
            Side side,
            long price,
            long quantity) {
        enter(bookState, time);
        batchFor(time).appendTrade(time, arrival, bookState, id, side, price, quantity);
        numbered(time, arrival);
    }

    /**
     * Appends a BOOK_SNAPSHOT.
     *
     * @param depth levels per side
     * @param proof how many of the covered levels the ids prove
     */
    void snapshot(
            long time,
            long arrival,
            long id,
            SnapshotKind kind,
            OrderBook book,
            int depth,
            Proof proof) {
        enter(state.state, time);
        EventBatch target = batchFor(time);
        boolean live = state.state == BookState.LIVE;
        int coveredBids = live ? book.bids().covered(depth) : 0;
        int coveredAsks = live ? book.asks().covered(depth) : 0;
        int bids = Math.min(depth, book.bids().size());
        int asks = Math.min(depth, book.asks().size());
        EventBatch.Snapshot snapshot =
                new EventBatch.Snapshot(
                        target.size(),
                        kind,
                        Math.min(coveredBids, proof.bids()),
                        Math.min(coveredAsks, proof.asks()),
                        coveredBids,
                        coveredAsks,
                        book.bids().prices(depth),
                        book.bids().quantities(depth),
                        book.asks().prices(depth),
                        book.asks().quantities(depth));
        target.appendSnapshot(time, arrival, state.state, id, snapshot);
        levels += bids + asks;
        numbered(time, arrival);
    }

    /** The next event has a state; a change of state begins a period. */
    private void enter(BookState bookState, long time) {
        passOn(state.period.next(lane.id(), bookState, state.nextSeq, time, state.counters));
    }

    /** The lane has ended, and with it its last period. */
    void end() {
        long last = state.nextSeq - 1;
        passOn(state.period.last(lane.id(), last, state.lastEventTime, state.counters));
    }

    private void passOn(Period ended) {
        if (ended != null && output.wantsPeriods()) {
            output.period(ended);
            state.counters.add(Counter.PERIODS, 1);
        }
    }

    private void numbered(long time, long arrival) {
        state.nextSeq++;
        state.lastEventTime = time;
        state.lastEventArrival = arrival;
    }

    private EventBatch batchFor(long time) {
        long hour = EventHour.of(time);
        if (batch != null
                && (batch.hour() != hour || batch.size() >= MOST_ROWS || levels >= MOST_LEVELS)) {
            flush();
        }
        if (batch == null) {
            batch = new EventBatch(lane, hour, state.nextSeq, capacity, state.pool);
        }
        return batch;
    }

    void flush() {
        if (batch != null) {
            output.events(batch);
            batch = null;
            levels = 0;
        }
    }
}
