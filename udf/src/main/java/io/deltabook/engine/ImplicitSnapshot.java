// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Side;
import java.util.HashSet;
import java.util.Set;

/**
 * Recognises a full snapshot that a recorder wrote among the deltas without marking it, as Crypto
 * Lake's does after every reconnect: many rows a side, no zero quantity, no price twice on a side,
 * highest bid below lowest ask.
 */
final class ImplicitSnapshot {
    private ImplicitSnapshot() {}

    static boolean isIn(Message message, int minLevels) {
        if (message.size < 2L * minLevels) {
            return false;
        }
        int bids = 0;
        long highestBid = Long.MIN_VALUE;
        long lowestAsk = Long.MAX_VALUE;
        for (int row = 0; row < message.size; row++) {
            if (message.quantity[row] == 0) {
                return false;
            }
            if (message.side(row) == Side.BID) {
                bids++;
                highestBid = Math.max(highestBid, message.price[row]);
            } else {
                lowestAsk = Math.min(lowestAsk, message.price[row]);
            }
        }
        return bids >= minLevels
                && message.size - bids >= minLevels
                && highestBid < lowestAsk
                && hasDistinctPrices(message);
    }

    /** As no bid reaches an ask, a price that stands twice stands twice on one side. */
    private static boolean hasDistinctPrices(Message message) {
        Set<Long> prices = new HashSet<>();
        for (int row = 0; row < message.size; row++) {
            if (!prices.add(message.price[row])) {
                return false;
            }
        }
        return true;
    }
}
