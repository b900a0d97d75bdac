// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads a stored file. Whoever reads says how much: what lies before the file's tail is read by one
 * request a call, the tail as a whole. The file is opened by the first request. Used by one thread.
 */
final class StoredChannel implements SeekableByteChannel {
    private final Store store;
    private final StoredPath file;
    private final StoredEntry entry;
    private final Tails tails;
    private final long tailStart;
    private StoredInput input;
    private byte[] tail;
    private long position;
    private boolean isClosed;

    StoredChannel(Store store, StoredPath file, StoredEntry entry, Tails tails) {
        this.store = store;
        this.file = file;
        this.entry = entry;
        this.tails = tails;
        this.tailStart = Math.max(0, entry.size() - Tails.BYTES);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        int length = (int) Math.min(to.remaining(), entry.size() - position);
        if (length <= 0) {
            return to.hasRemaining() ? -1 : 0;
        }
        if (position >= tailStart) {
            to.put(tail(), (int) (position - tailStart), length);
        } else {
            readBefore(to, length);
        }
        position += length;
        return length;
    }

    private void readBefore(ByteBuffer to, int length) throws IOException {
        if (to.hasArray()) {
            input().readFully(position, to.array(), to.arrayOffset() + to.position(), length);
            to.position(to.position() + length);
        } else {
            byte[] bytes = new byte[length];
            input().readFully(position, bytes, 0, length);
            to.put(bytes);
        }
    }

    private byte[] tail() throws IOException {
        if (tail == null) {
            tail = tails.get(file, entry);
        }
        if (tail == null) {
            byte[] bytes = new byte[(int) (entry.size() - tailStart)];
            input().readFully(tailStart, bytes, 0, bytes.length);
            tails.put(file, entry, bytes);
            tail = bytes;
        }
        return tail;
    }

    private StoredInput input() throws IOException {
        if (input == null) {
            input = store.open(file);
        }
        return input;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return entry.size();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException("stored files are only read");
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("stored files are only read");
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        if (input != null) {
            input.close();
            input = null;
        }
    }
}
