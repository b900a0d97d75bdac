// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.testing.Written;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Saves a lane between batches as the keyed state does: its value as bytes, its ring in chunks. */
final class SavedLane implements MessageStore {
    private final Map<Long, byte[]> chunks = new TreeMap<>();

    @Override
    public byte[] read(long number) {
        if (!chunks.containsKey(number)) {
            throw new AssertionError("chunk " + number + " must be there, but only " + chunks);
        }
        return chunks.get(number);
    }

    @Override
    public void write(long number, byte[] chunk) {
        if (chunks.put(number, chunk) != null) {
            throw new AssertionError("chunk " + number + " was written twice");
        }
    }

    @Override
    public void remove(long number) {
        if (chunks.remove(number) == null) {
            throw new AssertionError("chunk " + number + " must be there, but is not");
        }
    }

    int chunks() {
        return chunks.size();
    }

    /** The state after it was saved and restored. */
    LaneState roundTrip(LaneState state) {
        try {
            DataInputStream in = Written.by(out -> save(state, out)).in();
            LaneState restored = LaneStateCodec.read(in);
            restored.loadMessages(this);
            if (in.available() != 0) {
                throw new AssertionError(in.available() + " bytes of the state were not read");
            }
            return restored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(LaneState state, DataOutputStream out) throws IOException {
        state.saveMessages(this);
        LaneStateCodec.write(state, out);
    }

    /** Writes value and chunks, for a fixture. */
    void write(LaneState state, DataOutputStream out) throws IOException {
        save(state, out);
        out.writeInt(chunks.size());
        for (Map.Entry<Long, byte[]> chunk : chunks.entrySet()) {
            out.writeLong(chunk.getKey());
            out.writeInt(chunk.getValue().length);
            out.write(chunk.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    static LaneState read(DataInputStream in) throws IOException {
        SavedLane saved = new SavedLane();
        LaneState state = LaneStateCodec.read(in);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long number = in.readLong();
            saved.write(number, in.readNBytes(in.readInt()));
        }
        state.loadMessages(saved);
        return state;
    }
}
