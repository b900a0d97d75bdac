// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.CodecVersion;
import io.deltabook.batch.QuoteBatch.Quote;
import io.deltabook.book.BookSideCodec;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.number.WideDecimals;
import io.deltabook.statistics.LaneCounters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Versioned binary form of a lane's state, without the messages of its ring, which are saved and
 * loaded separately. An unknown version is refused, never guessed; every old version keeps its own
 * decoder.
 */
public final class LaneStateCodec {
    /** The version that is written. */
    public static final int VERSION = 4;

    /** Has neither the places of rejected rows nor the time of the newest message. */
    private static final int WITHOUT_PLACES = 1;

    /** Has no seeds. */
    private static final int WITHOUT_SEED = 2;

    /** Has neither arrival times nor quotes nor periods. */
    private static final int WITHOUT_ARRIVAL = 3;

    private LaneStateCodec() {}

    public static void write(LaneState state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(state.tracker.mode().code());
        out.writeByte(state.state.code());
        out.writeBoolean(state.pool != null);
        out.writeBoolean(state.crossedRun);
        out.writeLong(state.nextSeq);
        out.writeLong(state.lastEventTime);
        out.writeLong(state.lastEventArrival);
        out.writeLong(state.lastMessageTime);
        out.writeLong(state.lastInterval);
        state.top.write(state.pool, out);
        state.counters.write(out);
        state.tracker.write(out);
        MessageCodec.writeHead(state.pending, state.pool, out);
        state.pendingRows.write(state.pending, state.pool, out);
        out.writeBoolean(state.unproven);
        out.writeLong(state.firstSeq);
        Seam.write(state.seam, out);
        write(state.quote, state.pool, out);
        state.period.write(out);
        writeHeld(state.held, state.pool, out);
        state.ring.write(out);
        BookSideCodec.write(state.book, out);
    }

    public static LaneState read(DataInput in) throws IOException {
        int version = CodecVersion.require("lane state", WITHOUT_PLACES, VERSION, in);
        SequenceMode mode = SequenceMode.ofCode(in.readUnsignedByte());
        BookState bookState = BookState.ofCode(in.readUnsignedByte());
        WideDecimals pool = in.readBoolean() ? new WideDecimals() : null;
        LaneState state = new LaneState(mode, bookState, pool);
        state.crossedRun = in.readBoolean();
        state.nextSeq = in.readLong();
        boolean hasArrival = version > WITHOUT_ARRIVAL;
        state.lastEventTime = in.readLong();
        state.lastEventArrival = hasArrival ? in.readLong() : Missing.TIME;
        state.lastMessageTime = in.readLong();
        state.lastInterval = in.readLong();
        state.top.read(pool, in);
        state.counters = LaneCounters.read(in);
        if (version == WITHOUT_PLACES) {
            state.tracker.readWithoutTime(in, state.lastMessageTime);
            state.pending = MessageCodec.read(MessageCodec.WITHOUT_PLACES, pool, in);
        } else {
            state.tracker.read(in);
            int form = hasArrival ? MessageCodec.VERSION : MessageCodec.WITHOUT_ARRIVAL;
            state.pending = MessageCodec.readHead(form, pool, in);
            state.pendingRows.read(state.pending, pool, in);
            state.unproven = in.readBoolean();
        }
        if (version > WITHOUT_SEED) {
            state.firstSeq = in.readLong();
            state.seam = Seam.read(in, hasArrival);
        }
        if (hasArrival) {
            state.quote = readQuote(pool, in);
            state.period.read(in);
        }
        state.held = readHeld(version, pool, in);
        state.ring.read(in);
        BookSideCodec.read(state.book, in);
        return state;
    }

    private static void write(Quote quote, WideDecimals pool, DataOutput out) throws IOException {
        out.writeByte(quote.state().code());
        out.writeBoolean(quote.certified());
        out.writeBoolean(quote.hasBid());
        WideDecimals.write(pool, quote.bidPrice(), out);
        WideDecimals.write(pool, quote.bidQuantity(), out);
        out.writeBoolean(quote.hasAsk());
        WideDecimals.write(pool, quote.askPrice(), out);
        WideDecimals.write(pool, quote.askQuantity(), out);
    }

    private static Quote readQuote(WideDecimals pool, DataInput in) throws IOException {
        BookState state = BookState.ofCode(in.readUnsignedByte());
        boolean certified = in.readBoolean();
        boolean hasBid = in.readBoolean();
        long bidPrice = WideDecimals.read(pool, in);
        long bidQuantity = WideDecimals.read(pool, in);
        boolean hasAsk = in.readBoolean();
        long askPrice = WideDecimals.read(pool, in);
        long askQuantity = WideDecimals.read(pool, in);
        return new Quote(
                hasBid, bidPrice, bidQuantity, hasAsk, askPrice, askQuantity, state, certified);
    }

    private static void writeHeld(InputSnapshot held, WideDecimals pool, DataOutput out)
            throws IOException {
        out.writeBoolean(held != null);
        if (held != null) {
            out.writeByte(held.source().code());
            out.writeLong(held.id());
            out.writeBoolean(held.hasOwnId());
            out.writeLong(held.time());
            out.writeLong(held.arrival());
            out.writeInt(held.rows());
            held.damage().write(pool, out);
            BookSideCodec.write(held.book(), out);
        }
    }

    private static InputSnapshot readHeld(int version, WideDecimals pool, DataInput in)
            throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        SnapshotSource source = SnapshotSource.ofCode(in.readUnsignedByte());
        long id = in.readLong();
        boolean hasOwnId = version == WITHOUT_PLACES || in.readBoolean();
        long time = in.readLong();
        long arrival = version > WITHOUT_ARRIVAL ? in.readLong() : Missing.TIME;
        int rows = in.readInt();
        Damage damage = new Damage();
        if (version != WITHOUT_PLACES) {
            damage.read(pool, in);
        } else if (in.readBoolean()) {
            damage.addEverything();
        }
        OrderBook book = OrderBook.listed(pool);
        BookSideCodec.read(book, in);
        return new InputSnapshot(source, id, hasOwnId, time, arrival, rows, damage, book);
    }
}
