// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adds the free disk space to errors about a full disk, which the system's error lacks. It may be
 * more than when the error occurred, because the failed job's working files have been deleted
 * since.
 */
public final class FullDisk {
    private static final String SYSTEM_SAYS = "No space left on device";
    private static final long MB = 1_000_000;

    private FullDisk() {}

    /**
     * Adds the current free space to an error that reports a full disk, or that may follow from
     * one.
     *
     * @param error any error, in one line
     * @param folders folders that are written to, absolute paths; need not exist
     */
    public static String explain(String error, Path... folders) {
        List<String> rooms = new ArrayList<>();
        boolean isFull = false;
        for (Path folder : folders) {
            if (Place.isRemote(folder)) {
                continue;
            }
            try {
                long free = Files.getFileStore(existing(folder)).getUsableSpace();
                isFull |= free < MB;
                rooms.add(
                        String.format(Locale.ROOT, "[%s] now has %,d MB free", folder, free / MB));
            } catch (IOException e) {
                rooms.add("[%s] cannot be read: %s".formatted(folder, e));
            }
        }
        String room = " (" + String.join(", ", rooms) + ")";
        if (error.contains(SYSTEM_SAYS)) {
            return rooms.isEmpty() ? error : error + room;
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
