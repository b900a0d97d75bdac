// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Gives Flink the {@link SyncedFileSystem} for {@code file:}. Flink finds it through its service
 * file wherever this class is on the class path, and prefers it to its own because of its higher
 * priority. The Flink setting {@code
 * fs.file.priority.io.deltabook.job.storage.synced.SyncedFileSystemFactory: -1} restores Flink's
 * own.
 */
public final class SyncedFileSystemFactory implements FileSystemFactory {
    private static final int ABOVE_FLINKS_OWN = 1;

    /** Called by {@link java.util.ServiceLoader}. */
    public SyncedFileSystemFactory() {}

    @Override
    public String getScheme() {
        return LocalFileSystem.getLocalFsURI().getScheme();
    }

    @Override
    public int getPriority() {
        return ABOVE_FLINKS_OWN;
    }

    @Override
    public FileSystem create(URI uri) {
        return new SyncedFileSystem();
    }
}
