// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.CompletablePart;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.WrittenBytes;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;

/**
 * A file that gets its final name by a commit; before that it is durable under its temporary name.
 * It is created when the first byte is written, so a part whose rows are still in memory takes no
 * file descriptor.
 */
final class SyncedPart extends RecoverableFsDataOutputStream implements CompletablePart {
    private final Opening opening;
    private final Path file;
    private final Path folder;
    private RecoverableFsDataOutputStream stream;
    private Committer committer;
    private long length;

    /** Opens the file. */
    interface Opening {
        /** A stream that forces its own bytes when it is persisted or closed for the commit. */
        RecoverableFsDataOutputStream open() throws IOException;
    }

    /**
     * A part that has not been created yet.
     *
     * @param opening called at most once
     * @param file its final name, for messages: the system's own errors do not name the file
     */
    SyncedPart(Opening opening, Path file) {
        this.opening = opening;
        this.file = file;
        this.folder = file.getParent();
    }

    private IOException named(IOException error) {
        String said = String.valueOf(error.getMessage());
        boolean isNamed = error instanceof FileSystemException || said.startsWith("[");
        return isNamed || error instanceof ClosedChannelException
                ? error
                : new IOException("[%s] cannot be written: %s".formatted(file, said), error);
    }

    private RecoverableFsDataOutputStream stream() throws IOException {
        if (stream == null) {
            try {
                stream = opening.open();
            } catch (IOException e) {
                throw named(e);
            }
        }
        return stream;
    }

    @Override
    public void write(int value) throws IOException {
        try {
            stream().write(value);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream().write(bytes, offset, length);
            WrittenBytes.add(length);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public long getPos() throws IOException {
        if (committer != null) {
            return length;
        }
        return stream == null ? 0 : stream.getPos();
    }

    @Override
    public void flush() throws IOException {
        if (stream != null) {
            stream.flush();
        }
    }

    @Override
    public void sync() throws IOException {
        if (committer == null) {
            stream().sync();
            Disk.forceNames(folder);
        }
    }

    @Override
    public ResumeRecoverable persist() throws IOException {
        try {
            ResumeRecoverable recoverable = stream().persist();
            Disk.forceNames(folder);
            return recoverable;
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void complete() throws IOException {
        if (committer != null) {
            return;
        }
        try {
            length = stream().getPos();
            Committer completed = stream().closeForCommit();
            Disk.forceNames(folder);
            committer = new SyncedCommitter(completed, folder);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public Committer closeForCommit() throws IOException {
        complete();
        return committer;
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
