// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.QuoteBatch.Quote;
import io.deltabook.book.OrderBook;
import io.deltabook.book.TopOfBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.number.WideDecimals;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.CurrentPeriod;
import io.deltabook.statistics.LaneCounters;
import java.io.IOException;

/**
 * Everything the engine knows about one lane between two batches; the value of the keyed state.
 * Only the engine and {@link LaneStateCodec} access its fields.
 */
public final class LaneState {
    final SequenceTracker tracker;
    final WideDecimals pool;
    final OrderBook book;
    final MessageRing ring = new MessageRing();
    Message pending = new Message();
    final SavedRows pendingRows = new SavedRows();
    InputSnapshot held;
    final TopOfBook top = new TopOfBook();
    final CurrentPeriod period = new CurrentPeriod();
    Quote quote = Quote.NONE;
    LaneCounters counters = new LaneCounters();
    BookState state;
    boolean crossedRun;

    /** The book is based on a snapshot for which the last included message is unknown. */
    boolean unproven;

    /** Number of the lane's first event in this run. */
    long firstSeq;

    long nextSeq;
    long lastEventTime = Missing.TIME;
    long lastEventArrival = Missing.TIME;
    long lastMessageTime = Missing.TIME;
    long lastInterval = Long.MIN_VALUE;

    /**
     * What the first message needs to know about a seed; null without one, and after that message.
     */
    Seam seam;

    /**
     * @param pool the pool of the lane's numbers, null if they are longs
     */
    LaneState(SequenceMode mode, BookState state, WideDecimals pool) {
        this.tracker = new SequenceTracker(mode);
        this.pool = pool;
        this.book = OrderBook.changing(pool);
        this.state = state;
    }

    /** The initial state of a lane. */
    public static LaneState start(Lane lane, BookSettings settings) {
        boolean build =
                switch (settings.coldStart()) {
                    case AUTO -> !lane.mode().isVerified();
                    case WAIT -> false;
                    case BUILD -> true;
                };
        return new LaneState(
                lane.mode(), build ? BookState.SUSPECT : BookState.WAITING, lane.newPool());
    }

    /**
     * The state in which a lane continues from an earlier run.
     *
     * @throws ArithmeticException if a number of the seed does not fit the lane's scales; the
     *     message tells which
     */
    public static LaneState seeded(Lane lane, BookSettings settings, LaneSeed seed) {
        return SeedLoader.load(lane, settings, seed);
    }

    /** Saves the messages added since the last save; call before the state is written. */
    public void saveMessages(MessageStore store) throws IOException {
        ring.save(pool, store);
        pendingRows.save(pending, pool, store);
    }

    /** Loads the messages of a state that was just read; call before the state is used. */
    public void loadMessages(MessageStore store) throws IOException {
        ring.load(pool, store);
        pendingRows.load(pending, pool, store);
    }

    /** Drops the saved messages: the lane has ended. */
    public void dropMessages(MessageStore store) throws IOException {
        ring.drop(store);
        pendingRows.drop(store);
    }

    public LaneCounters counters() {
        return counters;
    }
}
