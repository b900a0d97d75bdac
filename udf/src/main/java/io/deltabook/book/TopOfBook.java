// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Missing;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Best prices and quantities of a lane's book, and since when they are unchanged. */
public final class TopOfBook {
    private long bid;
    private long bidQuantity;
    private long ask;
    private long askQuantity;
    private long since = Missing.TIME;
    private long trades;
    private boolean reported;

    /** Updates the top of book after a message; without a book there is none. */
    public void look(OrderBook book, long time) {
        if (book.isEmpty()) {
            since = Missing.TIME;
            return;
        }
        long newBid = price(book.bids());
        long newAsk = price(book.asks());
        long newBidQuantity = quantity(book.bids());
        long newAskQuantity = quantity(book.asks());
        boolean same =
                since != Missing.TIME
                        && newBid == bid
                        && newAsk == ask
                        && newBidQuantity == bidQuantity
                        && newAskQuantity == askQuantity;
        if (!same) {
            bid = newBid;
            ask = newAsk;
            bidQuantity = newBidQuantity;
            askQuantity = newAskQuantity;
            since = time;
            trades = 0;
            reported = false;
        }
    }

    private static long price(BookSide side) {
        return side.isEmpty() ? 0 : side.bestPrice();
    }

    private static long quantity(BookSide side) {
        return side.isEmpty() ? 0 : side.bestQuantity();
    }

    /**
     * Records a trade.
     *
     * @return true once, if the top is unchanged for the threshold while trades print
     */
    public boolean trade(long time, long thresholdNanos) {
        if (since == Missing.TIME) {
            return false;
        }
        trades++;
        boolean frozen = thresholdNanos > 0 && !reported && time - since >= thresholdNanos;
        reported |= frozen;
        return frozen;
    }

    /** Time of the message that set the top, ns. */
    public long since() {
        return since;
    }

    /** Trades since that time. */
    public long trades() {
        return trades;
    }

    /** Writes it as part of a lane's state. */
    public void write(WideDecimals pool, DataOutput out) throws IOException {
        WideDecimals.write(pool, bid, out);
        WideDecimals.write(pool, bidQuantity, out);
        WideDecimals.write(pool, ask, out);
        WideDecimals.write(pool, askQuantity, out);
        out.writeLong(since);
        out.writeLong(trades);
        out.writeBoolean(reported);
    }

    /** Reads what {@link #write} wrote. */
    public void read(WideDecimals pool, DataInput in) throws IOException {
        bid = WideDecimals.read(pool, in);
        bidQuantity = WideDecimals.read(pool, in);
        ask = WideDecimals.read(pool, in);
        askQuantity = WideDecimals.read(pool, in);
        since = in.readLong();
        trades = in.readLong();
        reported = in.readBoolean();
    }
}
