// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders whose names, up to the root, this process has already forced, so that it need not force
 * them again for every file. Existence alone does not prove it: the name may be only in memory.
 */
public final class KnownFolders {
    private static final int MAX = 10_000;

    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    /**
     * Creates a folder and its parents where they do not exist, and forces every name not yet
     * known.
     */
    public void create(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || known.contains(folder) && Files.isDirectory(folder)) {
            return;
        }
        create(parent);
        Disk.createFolder(folder);
        Disk.forceNames(parent);
        if (known.size() >= MAX) {
            known.clear();
        }
        known.add(folder);
    }

    /** A folder and its content are about to be deleted. */
    public void forget(Path folder) {
        if (known.contains(folder)) {
            known.removeIf(path -> path.startsWith(folder));
        }
    }
}
