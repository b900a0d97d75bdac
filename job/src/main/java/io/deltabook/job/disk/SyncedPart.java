// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;

/**
 * A file that gets its name by a commit; it is on the disk, with the name it has until then,
 * before.
 */
final class SyncedPart extends RecoverableFsDataOutputStream {
    private final RecoverableFsDataOutputStream stream;
    private final Path folder;

    /**
     * Wraps a stream.
     *
     * @param stream forces its own bytes when it is persisted or closed for the commit
     * @param folder holds the file
     */
    SyncedPart(RecoverableFsDataOutputStream stream, Path folder) {
        this.stream = stream;
        this.folder = folder;
    }

    @Override
    public void write(int value) throws IOException {
        stream.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void sync() throws IOException {
        stream.sync();
        Disk.forceNames(folder);
    }

    @Override
    public ResumeRecoverable persist() throws IOException {
        ResumeRecoverable recoverable = stream.persist();
        Disk.forceNames(folder);
        return recoverable;
    }

    @Override
    public Committer closeForCommit() throws IOException {
        Committer committer = stream.closeForCommit();
        Disk.forceNames(folder);
        return new SyncedCommitter(committer, folder);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
