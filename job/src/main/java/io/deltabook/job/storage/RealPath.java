// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The path behind all links, even if its last components do not exist yet. */
public final class RealPath {
    private RealPath() {}

    /**
     * An absolute path with links resolved, as far as its folders exist and are accessible; stores
     * have no links, but schemes of which two name the same file.
     */
    public static Path of(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (whole instanceof StoredPath stored) {
            return stored.toRealPath();
        }
        for (Path there = whole; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(whole)).normalize();
                } catch (IOException e) {
                    return whole;
                }
            }
        }
        return whole;
    }

    /** Whether a path is a folder or lies inside it. */
    public static boolean isWithin(Path path, Path folder) {
        return of(path).startsWith(of(folder));
    }
}
