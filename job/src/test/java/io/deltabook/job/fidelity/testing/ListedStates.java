// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.testing;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** States that are in memory. */
public final class ListedStates implements BookStates {
    private final List<State> states;
    private int at = -1;

    /** A book in two sorted maps, best first, and since when it is there. */
    public record State(
            long nanos, NavigableMap<Double, Double> bids, NavigableMap<Double, Double> asks) {
        /** An empty book. */
        public static State empty(long nanos) {
            return new State(nanos, new TreeMap<>(Comparator.reverseOrder()), new TreeMap<>());
        }

        /** A copy at another time. */
        public State at(long other) {
            State copy = empty(other);
            copy.bids.putAll(bids);
            copy.asks.putAll(asks);
            return copy;
        }

        /** A side. */
        public NavigableMap<Double, Double> side(Side side) {
            return side == Side.BID ? bids : asks;
        }

        /** Sets a level; 0 removes it. */
        public State set(Side side, double price, double quantity) {
            if (quantity == 0) {
                side(side).remove(price);
            } else {
                side(side).put(price, quantity);
            }
            return this;
        }

        /** The best levels. */
        public BookTop top(int depth) {
            BookTop top = new BookTop(depth);
            list(top);
            return top;
        }

        void list(BookTop to) {
            to.clear();
            for (Side side : Side.values()) {
                int level = 0;
                for (Map.Entry<Double, Double> entry : side(side).entrySet()) {
                    if (level++ < to.depth()) {
                        to.add(side, entry.getKey(), entry.getValue());
                    }
                }
            }
        }
    }

    /** States in the order of their times; one with two empty sides is no book. */
    public ListedStates(List<State> states) {
        this.states = states;
    }

    @Override
    public boolean next(long until) {
        boolean isThere = at + 1 < states.size() && states.get(at + 1).nanos() <= until;
        at += isThere ? 1 : 0;
        return isThere;
    }

    @Override
    public long nanos() {
        return states.get(at).nanos();
    }

    @Override
    public boolean isMessage() {
        return true;
    }

    @Override
    public boolean hasBook() {
        return at >= 0 && !(states.get(at).bids.isEmpty() && states.get(at).asks.isEmpty());
    }

    @Override
    public void list(BookTop to) {
        states.get(at).list(to);
    }

    @Override
    public void close() {}
}
