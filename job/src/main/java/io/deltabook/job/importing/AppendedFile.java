// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.job.storage.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file that is written piece by piece and closed in between, so that thousands can be in progress
 * at once. Used by one thread.
 */
final class AppendedFile extends PositionOutputStream implements OutputFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private FileChannel channel;
    private ByteBuffer buffer;
    private long position;

    AppendedFile(Path path) {
        this.path = path;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return createOrOverwrite(blockSizeHint);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        return this;
    }

    private void open(StandardOpenOption... options) throws IOException {
        StandardOpenOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        channel = FileChannel.open(path, all);
        channel.position(position);
        buffer = ByteBuffer.allocate(BUFFER_BYTES);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (channel == null) {
            open();
        }
        if (length > buffer.remaining()) {
            flush();
        }
        if (length > buffer.remaining()) {
            Disk.writeFully(channel, ByteBuffer.wrap(bytes, from, length));
        } else {
            buffer.put(bytes, from, length);
        }
        position += length;
    }

    @Override
    public void flush() throws IOException {
        if (channel != null) {
            Disk.writeFully(channel, buffer.flip());
            buffer.clear();
        }
    }

    /** Releases the descriptor and the buffer until the next piece is written. */
    void release() throws IOException {
        if (channel != null) {
            flush();
            channel.close();
            channel = null;
            buffer = null;
        }
    }

    /** Forces all bytes to disk. */
    void force() throws IOException {
        if (channel == null) {
            open();
        }
        flush();
        Disk.force(channel, path);
        release();
    }

    /** Does nothing: the file is closed by its owner. */
    @Override
    public void close() {}
}
