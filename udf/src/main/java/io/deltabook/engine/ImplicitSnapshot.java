// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.util.HashSet;
import java.util.Set;

/**
 * Recognises a full snapshot that a recorder wrote unmarked among the deltas, as Crypto Lake's does
 * after every reconnect: many rows per side, no zero quantity, no duplicate price on a side, best
 * bid below best ask.
 */
final class ImplicitSnapshot {
    private ImplicitSnapshot() {}

    static boolean isIn(Message message, int minLevels, WideDecimals pool) {
        if (message.size < 2L * minLevels) {
            return false;
        }
        int bids = 0;
        int highestBid = -1;
        int lowestAsk = -1;
        for (int row = 0; row < message.size; row++) {
            if (message.quantity(row) == 0) {
                return false;
            }
            if (message.side(row) == Side.BID) {
                bids++;
                highestBid =
                        highestBid < 0 || order(message, pool, row, highestBid) > 0
                                ? row
                                : highestBid;
            } else {
                lowestAsk =
                        lowestAsk < 0 || order(message, pool, row, lowestAsk) < 0 ? row : lowestAsk;
            }
        }
        return bids >= minLevels
                && message.size - bids >= minLevels
                && order(message, pool, highestBid, lowestAsk) < 0
                && hasDistinctPrices(message);
    }

    private static int order(Message message, WideDecimals pool, int one, int other) {
        long first = message.price(one);
        long second = message.price(other);
        return pool == null ? Long.compare(first, second) : pool.compare(first, second);
    }

    /** Since no bid reaches an ask, a duplicate price is on one side. */
    private static boolean hasDistinctPrices(Message message) {
        Set<Long> prices = new HashSet<>();
        for (int row = 0; row < message.size; row++) {
            if (!prices.add(message.price(row))) {
                return false;
            }
        }
        return true;
    }
}
