// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.report.UnfinishedCompaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The right to compact an output, which one process at a time has. The system takes it back when
 * the process ends in whatever way.
 */
final class CompactLock implements Closeable {
    private static final String NAME = "lock";

    private final Path file;
    private final FileChannel channel;

    private CompactLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws CompactRefusedException if another has it
     */
    static CompactLock take(Path output) throws IOException {
        Path file = output.resolve(UnfinishedCompaction.FOLDER).resolve(NAME);
        CompactLock lock = null;
        while (lock == null) {
            lock = tryTake(output, file);
        }
        return lock;
    }

    /** Null if the file was deleted by its last owner between opening and locking it. */
    private static CompactLock tryTake(Path output, Path file) throws IOException {
        FileChannel channel;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        CompactLock lock = null;
        try {
            Object mine = identity(file);
            if (!isLocked(channel)) {
                throw new CompactRefusedException(
                        List.of(
                                "[%s] must be compacted by one process at a time, but another is at it: wait for its end"
                                        .formatted(output)));
            }
            if (mine != null && mine.equals(identity(file))) {
                lock = new CompactLock(file, channel);
            }
            return lock;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What tells a file from another of the same name; null if there is none. */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether this is the file that is locked. */
    boolean owns(Path path) {
        return path.equals(file);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
        try {
            Files.deleteIfExists(file.getParent());
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }
}
