// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The trades with the largest quantities, at most so many that each can be drawn. */
public final class LargestTrades {
    private static final int MAX_TRADES = 1_000;

    private final PriorityQueue<Trade> largest =
            new PriorityQueue<>(Comparator.comparingDouble(Trade::quantity));
    private long total;

    /**
     * A trade.
     *
     * @param nanos its event time, epoch ns
     * @param side BUY or SELL, null if unknown
     */
    record Trade(long nanos, double price, double quantity, String side) {}

    /**
     * Trades in the order of their times.
     *
     * @param seconds event times, epoch seconds
     * @param sides BUY or SELL, null if unknown
     * @param total number of all, of which the largest are listed
     */
    public record Points(
            double[] seconds, double[] prices, double[] quantities, String[] sides, long total) {}

    void add(Trade trade) {
        total++;
        largest.add(trade);
        if (largest.size() > MAX_TRADES) {
            largest.poll();
        }
    }

    Points points() {
        List<Trade> trades = new ArrayList<>(largest);
        trades.sort(Comparator.comparingLong(Trade::nanos));
        return new Points(
                trades.stream().mapToDouble(trade -> trade.nanos() / 1e9).toArray(),
                trades.stream().mapToDouble(Trade::price).toArray(),
                trades.stream().mapToDouble(Trade::quantity).toArray(),
                trades.stream().map(Trade::side).toArray(String[]::new),
                total);
    }
}
