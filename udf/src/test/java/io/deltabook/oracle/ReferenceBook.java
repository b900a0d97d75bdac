// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Both sides of a book (contract 3.1 and 3.5). */
final class ReferenceBook {
    private final ReferenceSide bids = new ReferenceSide(Side.BID);
    private final ReferenceSide asks = new ReferenceSide(Side.ASK);

    ReferenceSide side(Side side) {
        return side == Side.BID ? bids : asks;
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    void dropHorizons() {
        bids.dropHorizon();
        asks.dropHorizon();
    }

    void apply(List<ReferenceRow> rows) {
        for (ReferenceRow row : rows) {
            side(row.side()).put(row.price(), row.quantity());
        }
    }

    void evict(int retained) {
        bids.evict(retained);
        asks.evict(retained);
    }

    boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.best() >= asks.best();
    }

    /** Uncrosses the book: the side the message named last is right. Returns the removed levels. */
    List<ReferenceRow> repair(List<ReferenceRow> message) {
        long bestBid = bids.best();
        long bestAsk = asks.best();
        boolean askIsNew =
                message.stream().anyMatch(row -> row.side() == Side.ASK && row.price() == bestAsk);
        Side wrong = askIsNew ? Side.BID : Side.ASK;
        List<ReferenceRow> removed = new ArrayList<>();
        for (long price : side(wrong).atOrBetter(askIsNew ? bestAsk : bestBid)) {
            side(wrong).put(price, 0);
            removed.add(new ReferenceRow(wrong, price, 0));
        }
        return removed;
    }

    double drift(TreeMap<Long, Long> snapshotBids, TreeMap<Long, Long> snapshotAsks) {
        double bid = bids.drift(snapshotBids);
        double ask = asks.drift(snapshotAsks);
        return Math.sqrt((bid * bid + ask * ask) / 2);
    }
}
