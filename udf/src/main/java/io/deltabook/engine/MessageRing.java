// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.SequenceMode;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The newest messages of a lane whose book is not complete, kept for a snapshot that arrives late.
 * They were emitted when they came; here they only wait to be applied again. In modes where that
 * never happens only their ids and counts are kept.
 */
final class MessageRing implements Iterable<Message> {
    /** Most rows kept, whatever the number of messages. */
    static final int MOST_ROWS = 100_000;

    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private int rows;
    private boolean overflowing;

    /**
     * Adds a copy of a message; the oldest leave where it is full.
     *
     * @return how many messages left
     */
    int add(Message message, int mostMessages, SequenceMode mode) {
        messages.addLast(message.copy(mode.isVerified()));
        rows += message.size;
        int left = 0;
        while (messages.size() > mostMessages || (rows > MOST_ROWS && messages.size() > 1)) {
            rows -= messages.removeFirst().rowCount;
            left++;
        }
        return left;
    }

    /** Marks the ring as overflowing; true the first time since it was last emptied. */
    boolean beginsToOverflow() {
        boolean begins = !overflowing;
        overflowing = true;
        return begins;
    }

    void clear() {
        messages.clear();
        rows = 0;
        overflowing = false;
    }

    /** Drops the messages that a snapshot of that id makes obsolete. */
    void dropUpTo(long id) {
        if (messages.removeIf(message -> message.id <= id)) {
            overflowing = false;
        }
        rows = 0;
        for (Message message : messages) {
            rows += message.rowCount;
        }
    }

    @Override
    public Iterator<Message> iterator() {
        return messages.iterator();
    }

    void write(WideDecimals pool, DataOutput out) throws IOException {
        out.writeBoolean(overflowing);
        out.writeInt(messages.size());
        for (Message message : messages) {
            MessageCodec.write(message, pool, out);
        }
    }

    void read(WideDecimals pool, DataInput in) throws IOException {
        clear();
        overflowing = in.readBoolean();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            Message message = MessageCodec.read(pool, in);
            messages.addLast(message);
            rows += message.rowCount;
        }
    }
}
