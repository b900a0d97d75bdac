// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Reads the announced parts of a file in a store by few large requests, several at a time, and
 * while they are decoded those that follow. What was not announced is read as it is asked for. Used
 * by one thread.
 */
public final class RangeReader implements Closeable {
    /** Most bytes that are read together, and as many ahead of them. */
    private static final long READ_BYTES = 16L << 20;

    /** Most bytes that are read together of a file of which the first rows suffice. */
    private static final long SAMPLE_BYTES = 4L << 20;

    private final Path path;
    private final boolean isAhead;
    private final Deque<SeekableByteChannel> idle = new ConcurrentLinkedDeque<>();
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final List<ReadStep> loaded = new ArrayList<>();
    private volatile boolean isClosed;

    /** Bytes of one request, and what became of them. */
    private static final class Block {
        private final Extent extent;
        private final ReadStep step;
        private Future<byte[]> bytes;

        Block(Extent extent, ReadStep step) {
            this.extent = extent;
            this.step = step;
        }
    }

    /**
     * @param isAhead whether all announced bytes will be read, not just the first of each chunk
     */
    public RangeReader(Path path, boolean isAhead) {
        this.path = path;
        this.isAhead = isAhead;
    }

    /** Most bytes that reading a file of a size from its start to its end holds. */
    public static long heldBytes(long fileBytes) {
        return Math.min(fileBytes, 2 * READ_BYTES);
    }

    /**
     * Tells what will be read.
     *
     * @param rowGroups the extents of the chunks to read, the same columns for each row group, in
     *     the order of the file
     */
    public void announce(List<List<Extent>> rowGroups) {
        loaded.forEach(this::release);
        loaded.clear();
        blocks.clear();
        for (ReadStep step : ReadStep.of(rowGroups, isAhead ? READ_BYTES : SAMPLE_BYTES)) {
            for (Extent request : step.requests()) {
                blocks.put(request.start(), new Block(request, step));
            }
        }
    }

    /** Fills an array from a position of the file. */
    public void read(long position, byte[] to, int at, int length) throws IOException {
        int done = 0;
        while (done < length) {
            long from = position + done;
            Map.Entry<Long, Block> before = blocks.floorEntry(from);
            boolean isAnnounced = before != null && before.getValue().extent.end() > from;
            if (!isAnnounced) {
                Long next = blocks.higherKey(from);
                int some = (int) Math.min(length - done, next == null ? length : next - from);
                System.arraycopy(load(new Extent(from, from + some)), 0, to, at + done, some);
                done += some;
                continue;
            }
            Block block = before.getValue();
            begin(block.step);
            byte[] bytes = await(block);
            int offset = (int) (from - block.extent.start());
            int some = Math.min(length - done, bytes.length - offset);
            System.arraycopy(bytes, offset, to, at + done, some);
            done += some;
        }
    }

    /** Starts what the step needs, and releases what lies behind it. */
    private void begin(ReadStep step) {
        if (loaded.contains(step) && step.isBegun()) {
            return;
        }
        step.begin();
        loaded.removeIf(other -> step.isAfter(other) && release(other));
        start(step);
        step.beside().forEach(this::start);
        if (isAhead) {
            step.following().forEach(this::start);
        }
    }

    private void start(ReadStep step) {
        if (!loaded.contains(step)) {
            loaded.add(step);
            for (Extent request : step.requests()) {
                blocks.get(request.start()).bytes = ReadAheadThreads.submit(() -> load(request));
            }
        }
    }

    private boolean release(ReadStep step) {
        for (Extent request : step.requests()) {
            Block block = blocks.get(request.start());
            if (block != null && block.bytes != null) {
                block.bytes.cancel(false);
                block.bytes = null;
            }
        }
        return true;
    }

    private static byte[] await(Block block) throws IOException {
        try {
            return block.bytes.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiskFailure(new InterruptedIOException("interrupted while reading"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new DiskFailure(new IOException(e.getCause()));
        }
    }

    private byte[] load(Extent extent) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(extent.length())];
        SeekableByteChannel channel = idle.pollFirst();
        try {
            if (channel == null) {
                channel = Files.newByteChannel(path);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            channel.position(extent.start());
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException(
                            "it must have %d bytes, but ends before".formatted(extent.end()));
                }
            }
            StoredFile.count(bytes.length);
        } catch (IOException e) {
            throw new DiskFailure(e);
        }
        idle.addFirst(channel);
        if (isClosed) {
            closeIdle();
        }
        return bytes;
    }

    private void closeIdle() throws IOException {
        for (SeekableByteChannel channel = idle.pollFirst();
                channel != null;
                channel = idle.pollFirst()) {
            channel.close();
        }
    }

    /** Requests under way end by themselves. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        loaded.forEach(this::release);
        loaded.clear();
        blocks.clear();
        closeIdle();
    }
}
