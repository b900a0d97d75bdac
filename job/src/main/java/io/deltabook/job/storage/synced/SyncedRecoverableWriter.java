// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.PartNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;

/**
 * Writes the files that are named by a commit: parts of the output and checkpoint metadata. Their
 * entries in a checkpoint are byte for byte those of Flink's own writer, so either can commit the
 * other's files.
 */
final class SyncedRecoverableWriter extends LocalRecoverableWriter {
    private final SyncedFileSystem files;

    SyncedRecoverableWriter(SyncedFileSystem files) {
        super(files);
        this.files = files;
    }

    @Override
    public RecoverableFsDataOutputStream open(org.apache.flink.core.fs.Path path)
            throws IOException {
        File target = files.pathToFile(path).getAbsoluteFile();
        Path folder = target.toPath().getParent();
        return new SyncedPart(() -> create(target, folder), target.toPath());
    }

    private ForcedFile create(File target, Path folder) throws IOException {
        files.createFolders(folder);
        return new ForcedFile(target, generateStagingTempFilePath(target));
    }

    @Override
    public RecoverableFsDataOutputStream recover(ResumeRecoverable recoverable) throws IOException {
        RecoverableFsDataOutputStream recovered = super.recover(recoverable);
        return new SyncedPart(() -> recovered, names((CommitRecoverable) recoverable).target());
    }

    @Override
    public Committer recoverForCommit(CommitRecoverable recoverable) throws IOException {
        Committer committer = super.recoverForCommit(recoverable);
        return new SyncedCommitter(committer, names(recoverable).folder());
    }

    private PartNames names(CommitRecoverable recoverable) throws IOException {
        return PartNames.read(getCommitRecoverableSerializer().serialize(recoverable));
    }
}
