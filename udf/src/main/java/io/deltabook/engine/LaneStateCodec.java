// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.BookSideCodec;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Versioned binary form of a lane's state, without the messages of its ring: they are saved and
 * loaded beside it. An unknown version is refused, never guessed; every old version keeps its own
 * way of being read.
 */
public final class LaneStateCodec {
    /** Version written. */
    public static final int VERSION = 1;

    private LaneStateCodec() {}

    public static void write(LaneState state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(state.tracker.mode().code());
        out.writeByte(state.state.code());
        out.writeBoolean(state.pool != null);
        out.writeBoolean(state.crossedRun);
        out.writeLong(state.nextSeq);
        out.writeLong(state.lastEventTime);
        out.writeLong(state.lastMessageTime);
        out.writeLong(state.lastInterval);
        state.top.write(state.pool, out);
        state.counters.write(out);
        state.tracker.write(out);
        MessageCodec.write(state.pending, state.pool, out);
        writeHeld(state.held, out);
        state.ring.write(out);
        BookSideCodec.write(state.book, out);
    }

    public static LaneState read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException(
                    "lane state version must be "
                            + VERSION
                            + ", but was "
                            + version
                            + "; restore with the release that wrote it");
        }
        SequenceMode mode = SequenceMode.ofCode(in.readUnsignedByte());
        BookState bookState = BookState.ofCode(in.readUnsignedByte());
        WideDecimals pool = in.readBoolean() ? new WideDecimals() : null;
        LaneState state = new LaneState(mode, bookState, pool);
        state.crossedRun = in.readBoolean();
        state.nextSeq = in.readLong();
        state.lastEventTime = in.readLong();
        state.lastMessageTime = in.readLong();
        state.lastInterval = in.readLong();
        state.top.read(pool, in);
        state.counters = LaneCounters.read(in);
        state.tracker.read(in);
        state.pending = MessageCodec.read(pool, in);
        state.held = readHeld(pool, in);
        state.ring.read(in);
        BookSideCodec.read(state.book, in);
        return state;
    }

    private static void writeHeld(LaneState.HeldSnapshot held, DataOutput out) throws IOException {
        out.writeBoolean(held != null);
        if (held != null) {
            out.writeByte(held.source().code());
            out.writeLong(held.id());
            out.writeLong(held.time());
            out.writeInt(held.rows());
            out.writeBoolean(held.lostRow());
            BookSideCodec.write(held.book(), out);
        }
    }

    private static LaneState.HeldSnapshot readHeld(WideDecimals pool, DataInput in)
            throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        SnapshotSource source = SnapshotSource.ofCode(in.readUnsignedByte());
        long id = in.readLong();
        long time = in.readLong();
        int rows = in.readInt();
        boolean lostRow = in.readBoolean();
        OrderBook book = OrderBook.listed(pool);
        BookSideCodec.read(book, in);
        return new LaneState.HeldSnapshot(source, id, time, rows, lostRow, book);
    }
}
