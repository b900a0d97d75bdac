// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A tree as the disk holds it after a power cut. */
public final class DiskImage {
    /** What became of the changes that nobody had forced. */
    public enum Kind {
        /** None reached the disk. */
        NONE,
        /** All did, as when only the process dies. */
        ALL,
        /** Some did: names and bytes each for themselves, though a rename as a whole. */
        SOME;

        static Kind any(Random random) {
            int draw = random.nextInt(10);
            return draw < 4 ? NONE : draw < 9 ? SOME : ALL;
        }

        /** The names of a folder. */
        <T> Map<String, T> names(Map<String, T> old, Map<String, T> now, Random random) {
            return switch (this) {
                case NONE -> old;
                case ALL -> now;
                case SOME -> mixed(old, now, random);
            };
        }

        private static <T> Map<String, T> mixed(
                Map<String, T> old, Map<String, T> now, Random random) {
            Set<T> inodes = new HashSet<>(old.values());
            inodes.addAll(now.values());
            Set<T> changed = new HashSet<>();
            for (T inode : inodes) {
                if (random.nextBoolean()) {
                    changed.add(inode);
                }
            }
            // What is replaced by a rename is there until the other is.
            old.forEach(
                    (name, inode) -> {
                        T other = now.get(name);
                        if (other != null && other != inode) {
                            if (changed.contains(other)) {
                                changed.add(inode);
                            } else {
                                changed.remove(inode);
                            }
                        }
                    });
            Map<String, T> names = new HashMap<>();
            old.forEach(
                    (name, inode) -> {
                        if (!changed.contains(inode)) {
                            names.put(name, inode);
                        }
                    });
            now.forEach(
                    (name, inode) -> {
                        if (changed.contains(inode)) {
                            names.put(name, inode);
                        }
                    });
            return names;
        }

        /** How many bytes of a file. */
        long bytes(long forced, long written, Random random) {
            return switch (this) {
                case NONE -> Math.min(forced, written);
                case ALL -> written;
                case SOME ->
                        forced >= written || random.nextBoolean()
                                ? Math.min(forced, written)
                                : forced + random.nextLong(written - forced + 1);
            };
        }
    }

    private record Content(Path kept, long bytes) {}

    private final Kind kind;
    private final long moment;
    private final Set<Path> folders = new HashSet<>();
    private final Map<Path, Content> files = new LinkedHashMap<>();

    DiskImage(Kind kind, long moment) {
        this.kind = kind;
        this.moment = moment;
    }

    Kind kind() {
        return kind;
    }

    void add(Path folder) {
        folders.add(folder);
    }

    void add(Path file, Path kept, long bytes) {
        files.put(file, new Content(kept, bytes));
    }

    /** Whether the tree has a file. */
    public boolean has(String file) {
        return files.containsKey(Path.of(file));
    }

    /** How many bytes it has of a file. */
    public long bytes(String file) {
        return files.get(Path.of(file)).bytes();
    }

    /** Makes the tree in an empty folder. */
    public void writeTo(Path folder) throws IOException {
        for (Path path : folders) {
            Files.createDirectories(folder.resolve(path));
        }
        for (Map.Entry<Path, Content> file : files.entrySet()) {
            Content content = file.getValue();
            try (InputStream in = Files.newInputStream(content.kept())) {
                Files.write(folder.resolve(file.getKey()), in.readNBytes((int) content.bytes()));
            }
        }
    }

    @Override
    public String toString() {
        return "cut at the %dth force with %s of the unforced changes, %d files"
                .formatted(moment, kind, files.size());
    }
}
