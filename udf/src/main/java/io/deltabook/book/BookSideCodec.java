// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;
import io.deltabook.book.Horizon.Reach;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Binary form of a book: per side the horizon, then the levels from best to worst. Long prices are
 * written as the best rank, then the distance from each level to the next in steps, interleaved
 * with the quantities; tokens of a pool as their numbers.
 */
public final class BookSideCodec {
    private static final Reach[] REACHES = Reach.values();

    private BookSideCodec() {}

    public static void write(OrderBook book, DataOutput out) throws IOException {
        write(book.bids(), book.pool(), book.scratch(), out);
        write(book.asks(), book.pool(), book.scratch(), out);
    }

    public static void read(OrderBook book, DataInput in) throws IOException {
        read(book.bids(), book.pool(), in);
        read(book.asks(), book.pool(), in);
    }

    private static void write(BookSide side, WideDecimals pool, ByteSink scratch, DataOutput out)
            throws IOException {
        Horizon horizon = side.horizon();
        out.writeByte(horizon.reach().ordinal());
        WideDecimals.write(pool, side.rank(horizon.rank()), out);
        int size = side.size();
        out.writeInt(size);
        if (pool == null) {
            side.writeLevels(scratch);
            scratch.writeTo(out);
            return;
        }
        for (int level = 0; level < size; level++) {
            WideDecimals.write(pool, side.price(level), out);
            WideDecimals.write(pool, side.quantity(level), out);
        }
    }

    private static void read(BookSide side, WideDecimals pool, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        long rank = side.rank(WideDecimals.read(pool, in));
        int size = in.readInt();
        side.clear();
        if (pool == null) {
            side.readLevels(size, ByteSink.source(in));
        }
        for (int level = 0; pool != null && level < size; level++) {
            long price = WideDecimals.read(pool, in);
            side.set(price, WideDecimals.read(pool, in));
        }
        if (kind >= REACHES.length) {
            throw new IOException(
                    "horizon kind must be 0..%s, but was %s in the state"
                            .formatted(REACHES.length - 1, kind));
        }
        Reach reach = REACHES[kind];
        side.horizon(new Horizon(reach, reach.hasRank() ? rank : 0));
    }
}
