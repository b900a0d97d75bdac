// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.KnownFolders;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Flink's local file system with durable names. Flink forces the bytes of checkpoints and parts,
 * but not the folders that name them; this file system forces a name before the call that created,
 * changed or deleted it returns. Whoever is told that a file exists or is gone can rely on it: a
 * checkpoint's metadata on its state, a commit on the metadata.
 */
final class SyncedFileSystem extends LocalFileSystem {
    private final KnownFolders folders = new KnownFolders();

    @Override
    public SyncedRecoverableWriter createRecoverableWriter() {
        return new SyncedRecoverableWriter(this);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode overwrite) throws IOException {
        java.nio.file.Path file = local(path);
        if (overwrite == WriteMode.NO_OVERWRITE && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        createFolders(file.getParent());
        return new SyncedOutputStream(file);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        createFolders(local(path));
        return true;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        createFolders(local(to).getParent());
        boolean isRenamed = super.rename(from, to);
        if (isRenamed) {
            folders.forget(local(from));
            Disk.forceNames(local(to).getParent());
            Disk.forceNamesIfThere(local(from).getParent());
        }
        return isRenamed;
    }

    /**
     * Deletes durably and in order: of two checkpoints, the older must not be the one that
     * survives.
     */
    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        java.nio.file.Path file = local(path);
        folders.forget(file);
        boolean isDeleted = super.delete(path, recursive);
        if (isDeleted) {
            Disk.forceNamesIfThere(file.getParent());
        }
        return isDeleted;
    }

    /** Creates a folder and its parents, and forces their names. */
    void createFolders(java.nio.file.Path folder) throws IOException {
        folders.create(folder);
    }

    private java.nio.file.Path local(Path path) {
        return pathToFile(path).toPath().toAbsolutePath();
    }
}
