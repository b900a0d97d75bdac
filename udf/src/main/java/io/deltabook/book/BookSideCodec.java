// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
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
        write(book.bids(), out);
        write(book.asks(), out);
    }

    public static void read(OrderBook book, DataInput in) throws IOException {
        read(book.side(Side.BID), in);
        read(book.side(Side.ASK), in);
    }

    private static void write(BookSide side, DataOutput out) throws IOException {
        Horizon horizon = side.horizon();
        out.writeByte(!horizon.known() ? NONE : horizon.inclusive() ? INCLUSIVE : EXCLUSIVE);
        out.writeLong(horizon.rank());
        out.writeInt(side.size());
        for (int level = side.size() - 1; level >= 0; level--) {
            out.writeLong(side.rankAt(level));
            out.writeLong(side.quantity(level));
        }
    }

    private static void read(BookSide side, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        long rank = in.readLong();
        int size = in.readInt();
        side.clear();
        for (int i = 0; i < size; i++) {
            long levelRank = in.readLong();
            side.append(levelRank, in.readLong());
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
