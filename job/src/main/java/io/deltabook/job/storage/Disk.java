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
 * Forces bytes and names onto the disk. The system keeps both in memory for a while: the bytes of a
 * file are on the disk once they were forced, its name once the folder that holds it was, and that
 * folder's own name once its parent was. Called on any thread.
 */
public final class Disk {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    /** Forces the bytes of a file. */
    interface Forcing {
        void force() throws IOException;
    }

    /** What Linux says of a file system that cannot force a folder. */
    private static final String IMPOSSIBLE = "Invalid argument";

    private static volatile DiskWatch watch = DiskWatch.NONE;

    private Disk() {}

    /** Who is told of everything forced from now on. */
    static void watch(DiskWatch other) {
        watch = other;
    }

    /**
     * Forces what was written to a file, but not its name.
     *
     * @param file of the channel
     */
    public static void force(FileChannel channel, Path file) throws IOException {
        force(() -> channel.force(true), file);
    }

    /** The same by other means. */
    static void force(Forcing forcing, Path file) throws IOException {
        watch.beforeForce(file);
        forcing.force();
        watch.forced(file);
    }

    /** Writes all bytes of a buffer, however many calls the system takes for it. */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Forces the names in a folder, as they are now: files made, renamed and deleted. Does nothing
     * on a file system that cannot force a folder, and for a folder in which this user can neither
     * look nor write, and so has made no name.
     *
     * @throws IOException if the names may not have reached the disk, for whatever reason
     */
    public static void forceNames(Path folder) throws IOException {
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

    /** The same for a folder that may be deleted meanwhile, and takes its names with it. */
    public static void forceNamesIfThere(Path folder) throws IOException {
        try {
            forceNames(folder);
        } catch (NoSuchFileException e) {
            LOG.debug("[{}] is deleted", folder, e);
        }
    }

    private static boolean isImpossible(Path folder, IOException error) {
        if (error instanceof AccessDeniedException) {
            return !isPosix(folder) || !Files.isWritable(folder);
        }
        return IMPOSSIBLE.equals(error.getMessage());
    }

    /** Elsewhere folders cannot be opened. */
    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Makes a folder, with all above it, and forces their names; also those of folders that are
     * there already, since a process that was killed may have made them and no more.
     */
    public static void createFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            return;
        }
        createFolders(parent);
        createFolder(absolute);
        forceNames(parent);
    }

    /** Makes one folder, where it is not there yet. */
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
