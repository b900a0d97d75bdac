// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders whose names this process has forced, with those of all above them, so that it need not do
 * so again for every file. That a folder is there does not say it: the name may be in memory only.
 */
final class KnownFolders {
    private static final int MOST = 10_000;

    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    /**
     * Makes a folder, with all above it, where they are not there, and forces what is not known.
     */
    void create(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || known.contains(folder) && Files.isDirectory(folder)) {
            return;
        }
        create(parent);
        Disk.createFolder(folder);
        Disk.forceNames(parent);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.add(folder);
    }

    /** A folder, and all in it, is about to go. */
    void forget(Path folder) {
        if (known.contains(folder)) {
            known.removeIf(path -> path.startsWith(folder));
        }
    }
}
