// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces file contents and names to disk (fsync). The system caches both: a file's bytes are
 * durable once the file is forced, its name once its folder is, and the folder's own name once its
 * parent is. Called on any thread.
 */
public final class Disk {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    /** Forces the content of a file. */
    public interface Forcing {
        void force() throws IOException;
    }

    /** Linux's error for a file system that cannot force a folder. */
    private static final String IMPOSSIBLE = "Invalid argument";

    private static volatile DiskWatch watch = DiskWatch.NONE;

    private Disk() {}

    /** Notified of everything forced from now on. */
    static void watch(DiskWatch other) {
        watch = other;
    }

    /**
     * Forces the content of a file, but not its name.
     *
     * @param file the channel's file
     */
    public static void force(FileChannel channel, Path file) throws IOException {
        force(() -> channel.force(true), file);
    }

    /** Forces a file's content by other means than a channel. */
    public static void force(Forcing forcing, Path file) throws IOException {
        watch.beforeForce(file);
        forcing.force();
        watch.forced(file);
    }

    /** Writes all bytes of a buffer, in as many calls as it takes. */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Forces the current names in a folder: files created, renamed and deleted. Does nothing on a
     * file system that cannot force a folder, in a store, and for a folder that this user can
     * neither list nor write, since it has changed no name there.
     *
     * @throws IOException if the names may not have reached the disk, for whatever reason
     */
    public static void forceNames(Path folder) throws IOException {
        if (Place.isRemote(folder)) {
            return;
        }
        watch.beforeForce(folder);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            if (!isImpossible(folder, e)) {
                throw new IOException(
                        "[%s] names must reach the disk, but do not: %s"
                                .formatted(folder, e.getMessage()),
                        e);
            }
            LOG.debug("[{}] has no names that can be forced", folder, e);
        }
        watch.namesForced(folder);
    }

    /**
     * As {@link #forceNames}; a folder deleted meanwhile is skipped, since its names are gone with
     * it.
     */
    public static void forceNamesIfThere(Path folder) throws IOException {
        try {
            forceNames(folder);
        } catch (NoSuchFileException e) {
            LOG.debug("[{}] was deleted meanwhile", folder, e);
        }
    }

    private static boolean isImpossible(Path folder, IOException error) {
        if (error instanceof AccessDeniedException) {
            return !isPosix(folder) || !Files.isWritable(folder);
        }
        return IMPOSSIBLE.equals(error.getMessage());
    }

    /** Other systems cannot open folders. */
    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Creates a folder and its parents, and forces their names, also those of existing ones: a
     * process that was killed may have created them without forcing them.
     */
    public static void createFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null || Place.isRemote(absolute)) {
            return;
        }
        createFolders(parent);
        createFolder(absolute);
        forceNames(parent);
    }

    /** Creates one folder if it does not exist. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
