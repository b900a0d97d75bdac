// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.number.WideDecimals;
import io.deltabook.statistics.LaneCounters.Counter;
import java.math.BigDecimal;

/** Shared by the engine's parts while one batch is processed. */
final class LaneContext {
    final BookSettings settings;
    final int maxRows;
    final Lane lane;
    final LaneState state;
    final EngineOutput output;
    final EventAppender events;
    final IncidentRecorder incidents;
    final QuoteAppender quotes;

    /**
     * @param maxRows rows after which a message is split
     */
    LaneContext(
            BookSettings settings,
            int maxRows,
            DeltaBatch batch,
            LaneState state,
            EngineOutput output) {
        this.settings = settings;
        this.maxRows = maxRows;
        this.lane = batch.lane();
        this.state = state;
        this.output = output;
        events = new EventAppender(lane, state, batch.size(), output);
        incidents = new IncidentRecorder(this);
        quotes = new QuoteAppender(this);
    }

    void count(Counter counter, long amount) {
        state.counters.add(counter, amount);
    }

    /**
     * Something is known to be missing: a LIVE book becomes SUSPECT.
     *
     * @param cause why, as in {@link io.deltabook.contract.Period#cause}
     */
    void suspect(String cause) {
        if (state.state == BookState.LIVE) {
            enter(BookState.SUSPECT, cause);
        }
    }

    /**
     * Changes the state of the book.
     *
     * @param cause why, as in {@link io.deltabook.contract.Period#cause}
     */
    void enter(BookState next, String cause) {
        if (next != state.state) {
            state.period.changes(cause);
        }
        state.state = next;
        if (next != BookState.LIVE) {
            state.book.dropHorizon();
        }
        if (next == BookState.WAITING) {
            state.book.clear();
            state.top.look(state.book, Missing.TIME);
            state.crossedRun = false;
        }
    }

    /** Applies a message's rows to the book; {@link #evict} ends the message. */
    void apply(Message message) {
        int from = message.start;
        state.book.apply(message.price, message.quantity, message.flags, from, from + message.size);
        count(Counter.APPLIED_ROWS, message.size);
    }

    /** A message was accepted: counts it if the book is LIVE after it. */
    void countLive() {
        count(Counter.LIVE_MESSAGES, state.state == BookState.LIVE ? 1 : 0);
    }

    /** The exact price represented by a long or token. */
    BigDecimal price(long price) {
        return exact(price, lane.priceScale());
    }

    /** The exact quantity represented by a long or token. */
    BigDecimal quantity(long quantity) {
        return exact(quantity, lane.quantityScale());
    }

    private BigDecimal exact(long value, int scale) {
        BigDecimal number = new BigDecimal(WideDecimals.number(state.pool, value), scale);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    void evict() {
        state.book.evictTo(settings.retained());
    }

    /** Writes a BOOK_DELTA for each row, with the state after the message. */
    void emit(Message message, boolean endsMessage) {
        if (message.size > 0) {
            events.deltas(message, state.state, endsMessage);
        }
        count(Counter.DELTA_EVENTS, message.size);
    }

    /** Counts the event time since the previous accepted message, and a time that goes back. */
    void clock(Message message) {
        if (message.size == 0) {
            return;
        }
        long previous = state.lastMessageTime;
        if (previous != Missing.TIME) {
            if (message.time < previous) {
                count(Counter.TIME_REGRESSIONS, 1);
                incidents.timeRegression(message, previous);
            } else {
                state.counters.addTime(state.state, message.time - previous);
                silence(message, message.time - previous);
            }
        }
        state.lastMessageTime = message.time;
    }

    /** Counts a time that goes back in a message that is not accepted; changes nothing else. */
    void clockOfOld(Message message) {
        long previous = state.lastMessageTime;
        if (message.size > 0 && previous != Missing.TIME && message.time < previous) {
            count(Counter.TIME_REGRESSIONS, 1);
            incidents.timeRegression(message, previous);
        }
    }

    private void silence(Message message, long nanos) {
        long threshold = settings.silenceThresholdNanos();
        if (threshold > 0 && nanos > threshold) {
            count(Counter.SILENCES, 1);
            incidents.silence(message, nanos);
        }
    }
}
