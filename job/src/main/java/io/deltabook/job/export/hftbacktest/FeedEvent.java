// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import java.nio.ByteBuffer;

/**
 * An event of hftbacktest's feed.
 *
 * @param kind {@link #DEPTH} and the like, with the side
 * @param exchNanos when it happened at the exchange, epoch ns
 * @param localNanos when it was received, epoch ns
 * @param number place in the order in which events were given
 */
record FeedEvent(
        long kind, long exchNanos, long localNanos, double price, double quantity, long number) {
    static final long DEPTH = 1;
    static final long TRADE = 2;
    static final long DEPTH_CLEAR = 3;
    static final long DEPTH_SNAPSHOT = 4;
    static final long BUY = 1L << 29;
    static final long SELL = 1L << 28;

    /** The event counts for what the local side sees. */
    static final long LOCAL = 1L << 30;

    /** The event counts for what the exchange does. */
    static final long EXCH = 1L << 31;

    /** Bytes of an event. */
    static final int BYTES = 8 * Long.BYTES;

    private static final long KIND = 0xFF;

    boolean isTrade() {
        return (kind & KIND) == TRADE;
    }

    /** Trades come before changes of the book at the same time: those already contain them. */
    int rank() {
        return isTrade() ? 0 : 1;
    }

    /** Writes the event as it lies in the array. */
    void put(long processors, ByteBuffer to) {
        to.putLong(kind | processors);
        to.putLong(exchNanos);
        to.putLong(localNanos);
        to.putDouble(price);
        to.putDouble(quantity);
        to.putLong(0);
        to.putLong(0);
        to.putDouble(0);
    }
}
