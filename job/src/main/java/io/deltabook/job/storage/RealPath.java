// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a path leads once all links are followed, also if the end of it does not exist yet. */
public final class RealPath {
    private RealPath() {}

    /** An absolute path without links, as far as the folders of it exist and can be looked at. */
    public static Path of(Path path) {
        Path whole = path.toAbsolutePath().normalize();
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

    /** Whether a path is a folder or lies in it. */
    public static boolean isWithin(Path path, Path folder) {
        return of(path).startsWith(of(folder));
    }
}
