// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.WrittenBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A new file, durable with its name once it has been synced or closed. */
final class SyncedOutputStream extends FSDataOutputStream {
    private final Path file;
    private final FileChannel channel;
    private boolean isForced;

    SyncedOutputStream(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        isForced = false;
        try {
            Disk.writeFully(channel, ByteBuffer.wrap(bytes, offset, length));
            WrittenBytes.add(length);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            // The system's own error does not say which file.
            throw new IOException("[%s] cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public long getPos() throws IOException {
        return channel.position();
    }

    @Override
    public void flush() throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void sync() throws IOException {
        Disk.force(channel, file);
        Disk.forceNames(file.getParent());
        isForced = true;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen() && !isForced) {
                sync();
            }
        }
    }
}
