// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import io.deltabook.job.storage.remote.StoredFileSystem;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where files lie: a path of this machine, or an address in a store ({@code s3://…}). */
public final class Place {
    /** Paths of one file system in its order, and those of this machine before all others. */
    public static final Comparator<Path> ORDER =
            Comparator.comparing(Place::isRemote).thenComparing(Comparator.naturalOrder());

    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://([^/]*)(/.*)?");
    private static final List<String> SCHEMES = List.of("s3", "s3a", "gs", "abfs", "abfss", "hdfs");

    /** What such an address is without its slashes, or with one of them. */
    private static final Pattern WITHOUT_SLASHES =
            Pattern.compile("(s3a?|gs|abfss?|hdfs):/?([^/].*)?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> REPLACING = Set.of("s3", "s3a", "gs");

    private Place() {}

    /**
     * Reads what a user wrote.
     *
     * @throws IllegalArgumentException if it is neither a path nor an address of a store; the
     *     message says what must hold, the value, and the way out
     */
    public static Path of(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            requireNoAddress(text);
            return LocalPath.of(text);
        }
        if (address.group(1).equalsIgnoreCase("file")) {
            return LocalPath.of(text);
        }
        String scheme = address.group(1).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException(
                    "a place must be a path, or an address of %s, but [%s] is one of %s: copy it to one of them, or mount it and name its folder"
                            .formatted(String.join(", ", SCHEMES), text, scheme));
        }
        String authority = address.group(2);
        if (authority.isEmpty() || authority.matches(".*:.*@.*")) {
            throw new IllegalArgumentException(
                    "an address must name its bucket, container or host, and no password, such as %s://bucket/folder, but was [%s]"
                            .formatted(scheme, authority.isEmpty() ? text : scheme + "://…@…"));
        }
        String key = address.group(3) == null ? "" : address.group(3);
        return StoredFileSystem.path(scheme, authority, key);
    }

    private static void requireNoAddress(String text) {
        Matcher address = WITHOUT_SLASHES.matcher(text);
        if (!address.matches()) {
            return;
        }
        String scheme = address.group(1).toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
                "an address must start with %s://, but was [%s]: write %s://%s, or ./%s for a path of this machine"
                        .formatted(
                                scheme,
                                text,
                                scheme,
                                address.group(2) == null ? "bucket/folder" : address.group(2),
                                text));
    }

    /** Whether a path is an address in a store. */
    public static boolean isRemote(Path path) {
        return path instanceof StoredPath;
    }

    /**
     * Whether a run can write there: a disk, or a store that replaces a file with one request, so
     * that a reader sees the old content or the new.
     */
    public static boolean isWritable(Path path) {
        return !(path instanceof StoredPath stored) || REPLACING.contains(stored.scheme());
    }

    /**
     * The path, remembering what a store says of it now; of this machine, the path.
     *
     * @throws NoSuchFileException if a store has no such file
     */
    public static Path found(Path path) throws IOException {
        return path instanceof StoredPath stored ? stored.found() : path;
    }

    /**
     * What is at a place; unlike {@link Files#exists} it tells a store that does not answer from a
     * file that is not there.
     *
     * @return null if there is nothing
     */
    public static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Whether there is something; unlike {@link Files#exists} it is not false where a store does
     * not answer.
     */
    public static boolean exists(Path path) throws IOException {
        return isRemote(path) ? attributes(path) != null : Files.exists(path);
    }

    /** Whether there is a file; as {@link #exists}. */
    public static boolean isFile(Path path) throws IOException {
        if (!isRemote(path)) {
            return Files.isRegularFile(path);
        }
        BasicFileAttributes found = attributes(path);
        return found != null && found.isRegularFile();
    }

    /** Whether there is a folder; as {@link #exists}. */
    public static boolean isFolder(Path path) throws IOException {
        if (!isRemote(path)) {
            return Files.isDirectory(path);
        }
        BasicFileAttributes found = attributes(path);
        return found != null && found.isDirectory();
    }

    /**
     * The topmost file among the folders that a path in a store lies in.
     *
     * @return null if there is none, or none that this user may look at
     */
    public static Path fileAbove(Path path) {
        Path above = path.getRoot();
        for (Path name : path.getParent() == null ? above : path.getParent()) {
            above = above.resolve(name);
            try {
                if (isFile(above)) {
                    return above;
                }
            } catch (IOException e) {
                // Rights may begin further below; the path itself is asked for by others.
                continue;
            }
        }
        return null;
    }

    /**
     * All files below a folder, ordered by path, of a store that lists them at once.
     *
     * @return null if they are to be found folder by folder
     * @throws NoSuchFileException if a store has no such folder
     */
    public static List<Path> tree(Path folder) throws IOException {
        return folder instanceof StoredPath stored ? stored.tree() : null;
    }

    /** A place as Flink names it, in which nothing is encoded. */
    public static String address(Path path) {
        return isRemote(path) ? path.toString() : "file://" + path;
    }

    /**
     * The store's tag of a file's content.
     *
     * @return null where there is none
     */
    public static String etag(Path path, BasicFileAttributes attributes) {
        return isRemote(path) && attributes.fileKey() != null
                ? attributes.fileKey().toString()
                : null;
    }
}
