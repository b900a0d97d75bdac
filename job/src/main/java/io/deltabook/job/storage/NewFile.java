// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that has a hidden temporary name until it is complete, and vanishes if it never is. Used
 * by one thread.
 */
public final class NewFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean isComplete;

    /**
     * Creates the file and its folders.
     *
     * @param target where it is meant to be; the final name is given at the end
     */
    public NewFile(Path target) throws IOException {
        Disk.createFolders(target.toAbsolutePath().getParent());
        temporary = AtomicFile.temporary(target);
        channel =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    public OutputStream out() {
        return out;
    }

    /** Writes over bytes that were written before. */
    public FileChannel flushed() throws IOException {
        out.flush();
        return channel;
    }

    /** Forces the content and gives the file its name. */
    public void complete(Path target) throws IOException {
        out.flush();
        Disk.force(channel, temporary);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        Disk.forceNames(target.toAbsolutePath().getParent());
        isComplete = true;
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        if (!isComplete) {
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }
}
