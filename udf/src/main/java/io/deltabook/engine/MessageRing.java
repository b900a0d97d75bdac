// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.SequenceMode;
import io.deltabook.number.WideDecimals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The newest messages of a lane whose book is not complete, kept for a snapshot that arrives late.
 * They were already emitted and only wait to be applied again. Without ids that never happens, so
 * only their counts are kept.
 *
 * <p>Messages are numbered in order of arrival. Saved ones are in chunks of a {@link MessageStore},
 * each under the number of its first message; the chunks with messages of the ring are listed here.
 */
final class MessageRing implements Iterable<Message> {
    /** Marker at the start of a chunk, where lane state 1 has the number of its messages. */
    private static final int MARK = -1;

    /** Maximum rows kept, whatever the number of messages. */
    static final int MAX_ROWS = 100_000;

    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private final ArrayDeque<Long> chunks = new ArrayDeque<>();
    private int rows;
    private boolean overflowing;

    /** Number of the oldest message. */
    private long first;

    /** Number after the newest saved message. */
    private long saved;

    private boolean loaded = true;

    /**
     * Adds a copy of a message; evicts the oldest if full.
     *
     * @return number of evicted messages
     */
    int add(Message message, int maxMessages, SequenceMode mode, WideDecimals pool) {
        messages.addLast(message.copy(mode != SequenceMode.NONE, pool));
        rows += message.size;
        int left = 0;
        while (messages.size() > maxMessages || (rows > MAX_ROWS && messages.size() > 1)) {
            rows -= messages.removeFirst().rowCount;
            first++;
            left++;
        }
        return left;
    }

    /** Marks the ring as overflowing; returns true the first time since it was last emptied. */
    boolean beginsToOverflow() {
        boolean begins = !overflowing;
        overflowing = true;
        return begins;
    }

    void clear() {
        first = next();
        messages.clear();
        rows = 0;
        overflowing = false;
    }

    /** Drops the messages that a snapshot with an id makes obsolete; the rest must be saved. */
    void dropUpTo(long id) {
        long renumbered = next();
        if (messages.removeIf(message -> message.id <= id)) {
            overflowing = false;
            first = renumbered;
        }
        rows = 0;
        for (Message message : messages) {
            rows += message.rowCount;
        }
    }

    private long next() {
        return first + messages.size();
    }

    /** Whether all messages after that id are still here: none of them was evicted. */
    boolean reachesBackTo(long id) {
        return !messages.isEmpty() && messages.getFirst().id <= id;
    }

    @Override
    public Iterator<Message> iterator() {
        return messages.iterator();
    }

    /**
     * Writes the messages added since the last save, and drops chunks without any message of the
     * ring.
     */
    void save(WideDecimals pool, MessageStore store) throws IOException {
        while (!chunks.isEmpty() && endOfFirstChunk() <= first) {
            store.remove(chunks.removeFirst());
        }
        long from = Math.max(saved, first);
        saved = next();
        if (from == saved) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MARK);
        out.writeByte(MessageCodec.VERSION);
        out.writeInt(Math.toIntExact(saved - from));
        long number = first;
        for (Message message : messages) {
            if (number++ >= from) {
                MessageCodec.write(message, pool, out);
            }
        }
        store.write(from, bytes.toByteArray());
        chunks.addLast(from);
    }

    private long endOfFirstChunk() {
        Iterator<Long> starts = chunks.iterator();
        starts.next();
        return starts.hasNext() ? starts.next() : saved;
    }

    /** Drops all chunks: the lane has ended. */
    void drop(MessageStore store) throws IOException {
        while (!chunks.isEmpty()) {
            store.remove(chunks.removeFirst());
        }
    }

    /** Reads the messages of a state that was just read into the empty ring. */
    void load(WideDecimals pool, MessageStore store) throws IOException {
        if (loaded) {
            return;
        }
        for (long chunk : chunks) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(store.read(chunk)));
            int count = in.readInt();
            int version = MessageCodec.WITHOUT_PLACES;
            if (count == MARK) {
                version = in.readUnsignedByte();
                count = in.readInt();
            }
            for (int i = 0; i < count; i++) {
                Message message = MessageCodec.read(version, pool, in);
                if (chunk + i >= first) {
                    messages.addLast(message);
                    rows += message.rowCount;
                }
            }
        }
        loaded = true;
    }

    void write(DataOutput out) throws IOException {
        if (loaded && saved != next()) {
            throw new IllegalStateException(
                    "the ring must be saved before the state is written, but %s of its messages are not"
                            .formatted(next() - saved));
        }
        out.writeBoolean(overflowing);
        out.writeLong(first);
        out.writeLong(saved);
        out.writeInt(chunks.size());
        for (long chunk : chunks) {
            out.writeLong(chunk);
        }
    }

    void read(DataInput in) throws IOException {
        overflowing = in.readBoolean();
        first = in.readLong();
        saved = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            chunks.addLast(in.readLong());
        }
        loaded = false;
    }
}
