// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists a folder of a store with all folders in it, many at a time. */
final class RemoteListing {
    /** Requests to a store at a time: each waits long and does little. */
    static final int REQUESTS = 32;

    private RemoteListing() {}

    /** The files, without those that are hidden or in a hidden folder, folder by folder. */
    static List<Path> files(Path root) throws IOException {
        List<Path> tree = Place.tree(root);
        if (tree != null) {
            return tree.stream().filter(file -> !isHidden(root.relativize(file))).toList();
        }
        List<Path> files = new ArrayList<>();
        List<Path> folders = List.of(root);
        while (!folders.isEmpty()) {
            List<Callable<List<Path>>> tasks = new ArrayList<>();
            folders.forEach(folder -> tasks.add(() -> entries(folder)));
            List<Path> below = new ArrayList<>();
            for (List<Path> entries : LaneTasks.run(REQUESTS, tasks)) {
                for (Path entry : entries) {
                    (Files.isDirectory(entry) ? below : files).add(entry);
                }
            }
            folders = below;
        }
        return files;
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (FilePath.isHidden(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (!FilePath.isHidden(entry)) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }
}
