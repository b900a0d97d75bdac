// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.contract.SideBit;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The obvious book, one sorted map per side; bounded like the job's, but without a horizon. */
final class TreeMapBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    void clear() {
        bids.clear();
        asks.clear();
    }

    void apply(Messages messages, int from, int to) {
        for (int row = from; row < to; row++) {
            TreeMap<Long, Long> side = (messages.sides[row] & SideBit.ASK) != 0 ? asks : bids;
            if (messages.quantities[row] == 0) {
                side.remove(messages.prices[row]);
            } else {
                side.put(messages.prices[row], messages.quantities[row]);
            }
        }
    }

    void evictTo(int retained) {
        while (bids.size() > retained) {
            bids.pollLastEntry();
        }
        while (asks.size() > retained) {
            asks.pollLastEntry();
        }
    }

    /** A value that depends on all four best values. */
    long best() {
        return best(bids) ^ best(asks);
    }

    private static long best(TreeMap<Long, Long> side) {
        Map.Entry<Long, Long> level = side.firstEntry();
        return level == null ? 0 : level.getKey() + level.getValue();
    }
}
