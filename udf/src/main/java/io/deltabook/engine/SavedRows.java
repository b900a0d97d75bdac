// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.number.WideDecimals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Which rows of a lane's pending message are in chunks of a {@link MessageStore}: a message of
 * millions of rows is pending for hundreds of batches, each of which should write only its own
 * rows. The newest rows, too few for a chunk, are written with the lane's state.
 */
final class SavedRows {
    /** Minimum rows of a chunk. */
    static final int CHUNK_ROWS = 4_096;

    /** Number of the oldest chunk in the store. */
    private long oldest = -1;

    /** Number of the first chunk of the pending message. */
    private long first = -1;

    /** Number of the next chunk. */
    private long next = -1;

    private int saved;
    private boolean loaded = true;

    /** The pending message was replaced. */
    void restart() {
        first = next;
        saved = 0;
    }

    /** Writes full chunks, and drops those of earlier messages. */
    void save(Message pending, WideDecimals pool, MessageStore store) throws IOException {
        while (oldest > first) {
            store.remove(oldest--);
        }
        if (pending.size - saved < CHUNK_ROWS) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MessageCodec.writeRows(pending, saved, pool, new DataOutputStream(bytes));
        store.write(next--, bytes.toByteArray());
        saved = pending.size;
    }

    /** Drops all chunks: the lane has ended. */
    void drop(MessageStore store) throws IOException {
        while (oldest > next) {
            store.remove(oldest--);
        }
    }

    /** Reads the saved rows of a state that was just read into its pending message. */
    void load(Message pending, WideDecimals pool, MessageStore store) throws IOException {
        if (loaded) {
            return;
        }
        loaded = true;
        if (saved == 0) {
            return;
        }
        Message whole = new Message(saved + pending.size);
        for (long chunk = first; chunk > next; chunk--) {
            byte[] bytes = store.read(chunk);
            MessageCodec.readRows(
                    whole, pool, new DataInputStream(new ByteArrayInputStream(bytes)));
        }
        if (whole.size != saved) {
            throw new IOException(
                    saved + " rows of a message must be in the state, but " + whole.size + " are");
        }
        pending.addFirst(whole);
    }

    /** Writes where the rows of the pending message are, and the rows that are in no chunk. */
    void write(Message pending, WideDecimals pool, DataOutput out) throws IOException {
        out.writeLong(oldest);
        out.writeLong(first);
        out.writeLong(next);
        out.writeInt(saved);
        MessageCodec.writeRows(pending, loaded ? saved : 0, pool, out);
    }

    void read(Message pending, WideDecimals pool, DataInput in) throws IOException {
        oldest = in.readLong();
        first = in.readLong();
        next = in.readLong();
        saved = in.readInt();
        MessageCodec.readRows(pending, pool, in);
        loaded = false;
    }
}
