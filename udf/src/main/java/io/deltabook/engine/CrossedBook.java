// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Side;
import io.deltabook.statistics.CurrentPeriod;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.List;

/**
 * Handles a best bid at or above the best ask after a complete message. The repair rule is Tardis's
 * {@code removeCrossedLevels}: the most recently updated side is right.
 */
final class CrossedBook {
    /**
     * A level that a repair removed.
     *
     * @param side its side
     * @param price its price, at the lane's scale
     * @param quantity its quantity, at the lane's scale
     */
    record Removed(Side side, long price, long quantity) {}

    /**
     * The result of a check of the book.
     *
     * @param crossed whether it was crossed
     * @param bid best bid if crossed
     * @param ask best ask if crossed
     * @param removed levels removed, best first
     */
    record Finding(boolean crossed, long bid, long ask, List<Removed> removed) {
        static final Finding NONE = new Finding(false, 0, 0, List.of());
    }

    private final LaneContext context;
    private final LaneState state;

    CrossedBook(LaneContext context) {
        this.context = context;
        this.state = context.state;
    }

    /**
     * Applies a complete message to the book: its rows, then the policy's repairs, then eviction.
     * Nothing is written yet.
     */
    Finding apply(Message message) {
        context.apply(message);
        if (message.unreadable) {
            context.suspect(CurrentPeriod.REJECT);
        }
        Finding finding = look(message);
        context.evict();
        message.damage.applyTo(state.book);
        return finding;
    }

    /**
     * Checks the book after a message and, by policy, repairs it; the state changes at once so that
     * the message's events carry it. Nothing is written yet.
     */
    private Finding look(Message message) {
        OrderBook book = state.book;
        CrossedPolicy policy = context.settings.crossedPolicy();
        if (policy == CrossedPolicy.OFF || !book.isCrossed()) {
            state.crossedRun = false;
            return Finding.NONE;
        }
        long bid = book.bids().bestPrice();
        long ask = book.asks().bestPrice();
        context.count(Counter.CROSSED, 1);
        if (policy == CrossedPolicy.FAIL) {
            throw new CrossedBookException(
                    "best bid must be below best ask, but was %s against %s lane=%s update_id=%s; set crossed.policy to repair or flag to continue"
                            .formatted(
                                    context.price(bid).toPlainString(),
                                    context.price(ask).toPlainString(),
                                    context.lane.id(),
                                    message.id));
        }
        context.suspect(IncidentKind.CROSSED.name());
        return new Finding(
                true, bid, ask, policy == CrossedPolicy.REPAIR ? repair(message, ask) : List.of());
    }

    private List<Removed> repair(Message message, long bestAsk) {
        OrderBook book = state.book;
        List<Removed> removed = new ArrayList<>();
        if (message.names(Side.ASK, bestAsk)) {
            while (book.bids().reaches(bestAsk)) {
                removeBest(book.bids(), removed);
            }
        } else {
            long bestBid = book.bids().bestPrice();
            while (book.asks().reaches(bestBid)) {
                removeBest(book.asks(), removed);
            }
        }
        return removed;
    }

    private static void removeBest(BookSide side, List<Removed> removed) {
        removed.add(new Removed(side.side(), side.bestPrice(), side.bestQuantity()));
        side.removeBest();
    }

    /**
     * Writes what {@link #apply} found: incidents, and a BOOK_DELTA for each level removed.
     *
     * @param endsMessage whether the last of them ends the message; a replayed message has already
     *     ended
     */
    void settle(Message message, Finding finding, boolean endsMessage) {
        if (!finding.crossed()) {
            return;
        }
        if (!state.crossedRun || !finding.removed().isEmpty()) {
            context.incidents.crossed(message, finding.bid(), finding.ask());
        }
        state.crossedRun = finding.removed().isEmpty();
        List<Removed> removed = finding.removed();
        for (int i = 0; i < removed.size(); i++) {
            Removed level = removed.get(i);
            context.incidents.repair(message, level.side(), level.price(), level.quantity());
            boolean last = endsMessage && i == removed.size() - 1;
            context.events.delta(message, state.state, level.side(), level.price(), 0, last);
        }
        context.count(Counter.REPAIRED_LEVELS, removed.size());
        context.count(Counter.REPAIR_EVENTS, removed.size());
        context.count(Counter.DELTA_EVENTS, removed.size());
    }
}
