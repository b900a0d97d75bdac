// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says how much room the disks have, which the system's error does not. Some may have become free
 * since, when the working files of the failed job were deleted.
 */
public final class FullDisk {
    private static final String SYSTEM_SAYS = "No space left on device";
    private static final long MB = 1_000_000;

    private FullDisk() {}

    /**
     * Adds the room there is now to an error that says that there was none, or that may follow from
     * it because a disk is full.
     *
     * @param error any error, in one line
     * @param folders what is written, absolute paths; need not exist
     */
    public static String explain(String error, Path... folders) {
        List<String> rooms = new ArrayList<>();
        boolean isFull = false;
        for (Path folder : folders) {
            try {
                long free = Files.getFileStore(existing(folder)).getUsableSpace();
                isFull |= free < MB;
                rooms.add(
                        String.format(Locale.ROOT, "[%s] has %,d MB free now", folder, free / MB));
            } catch (IOException e) {
                rooms.add("[%s] cannot be read: %s".formatted(folder, e));
            }
        }
        String room = " (" + String.join(", ", rooms) + ")";
        if (error.contains(SYSTEM_SAYS)) {
            return error + room;
        }
        return isFull ? error + "; " + SYSTEM_SAYS + room : error;
    }

    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
