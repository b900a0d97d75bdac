// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of a book: per side the horizon, then price and quantity of each level. */
public final class BookSideCodec {
    private static final int NONE = 0;
    private static final int INCLUSIVE = 1;
    private static final int EXCLUSIVE = 2;

    private BookSideCodec() {}

    public static void write(OrderBook book, DataOutput out) throws IOException {
        write(book.bids(), book.pool(), out);
        write(book.asks(), book.pool(), out);
    }

    public static void read(OrderBook book, DataInput in) throws IOException {
        read(book.bids(), book.pool(), in);
        read(book.asks(), book.pool(), in);
    }

    private static void write(BookSide side, WideDecimals pool, DataOutput out) throws IOException {
        Horizon horizon = side.horizon();
        out.writeByte(!horizon.known() ? NONE : horizon.inclusive() ? INCLUSIVE : EXCLUSIVE);
        WideDecimals.write(pool, side.rank(horizon.rank()), out);
        out.writeInt(side.size());
        for (int level = side.size() - 1; level >= 0; level--) {
            WideDecimals.write(pool, side.price(level), out);
            WideDecimals.write(pool, side.quantity(level), out);
        }
    }

    private static void read(BookSide side, WideDecimals pool, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        long rank = side.rank(WideDecimals.read(pool, in));
        int size = in.readInt();
        side.clear();
        for (int i = 0; i < size; i++) {
            long levelRank = side.rank(WideDecimals.read(pool, in));
            side.append(levelRank, WideDecimals.read(pool, in));
        }
        side.horizon(
                switch (kind) {
                    case NONE -> Horizon.NONE;
                    case INCLUSIVE -> Horizon.inclusive(rank);
                    case EXCLUSIVE -> Horizon.exclusive(rank);
                    default ->
                            throw new IOException(
                                    "horizon kind must be 0..2, but was " + kind + " in the state");
                });
    }
}
