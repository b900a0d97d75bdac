// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;

/**
 * Renames a file to its final name and forces the name, before the commit is forgotten. After a
 * recovery it also forces a name that already exists: the process that renamed the file may have
 * been killed before it forced it.
 */
final class SyncedCommitter implements Committer {
    private final Committer committer;
    private final Path folder;

    /**
     * Wraps a committer.
     *
     * @param folder holds the file under both names
     */
    SyncedCommitter(Committer committer, Path folder) {
        this.committer = committer;
        this.folder = folder;
    }

    @Override
    public void commit() throws IOException {
        committer.commit();
        Disk.forceNames(folder);
    }

    @Override
    public void commitAfterRecovery() throws IOException {
        committer.commitAfterRecovery();
        Disk.forceNamesIfThere(folder);
    }

    @Override
    public CommitRecoverable getRecoverable() {
        return committer.getRecoverable();
    }
}
