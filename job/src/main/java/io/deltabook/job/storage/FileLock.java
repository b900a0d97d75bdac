// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lock that one process at a time can hold, on a file that names its holder. The operating system
 * releases it when the process ends, however it ends. The file itself may stay behind, and may be
 * deleted by the holder.
 */
public final class FileLock implements AutoCloseable {
    /**
     * Locks held by this process, by real path. POSIX releases a process's lock when it closes any
     * descriptor of the file, so a locked file must never be opened a second time.
     */
    private static final Set<Path> HELD = new HashSet<>();

    /** What a holder writes; a file with any other content is not a lock and is left alone. */
    private static final Pattern HOLDER = Pattern.compile("(process \\d+ since \\S+)?");

    private static final int LONGEST_HOLDER = 100;
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Path file;
    private final FileChannel channel;
    private boolean isHeld = true;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, creating the file if necessary.
     *
     * @param file in an existing folder
     * @throws FileInUseException if it is held by another process or elsewhere in this one
     * @throws IOException if the file exists and is not a lock
     */
    public static FileLock take(Path file) throws IOException {
        synchronized (HELD) {
            Path real = real(file);
            if (HELD.contains(real)) {
                throw new FileInUseException("this process");
            }
            FileChannel channel = null;
            while (channel == null) {
                channel = lock(real);
            }
            HELD.add(real);
            return new FileLock(real, channel);
        }
    }

    /** Whether some process holds the lock now. */
    public static boolean isHeld(Path file) throws IOException {
        synchronized (HELD) {
            if (!Files.exists(file)) {
                return false;
            }
            Path real = real(file);
            if (HELD.contains(real)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE);
                    java.nio.channels.FileLock lock = channel.tryLock()) {
                return lock == null;
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }

    /**
     * Whether a file may be taken as a lock: it does not exist, or is an earlier lock. Must not be
     * asked of a lock that this process holds.
     */
    public static boolean isUsable(Path file) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        return Files.isRegularFile(file)
                && Files.size(file) <= LONGEST_HOLDER
                && isHolder(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** A power cut may leave a truncated holder, or zeros, since the content is not forced. */
    private static boolean isHolder(String content) {
        Matcher holder = HOLDER.matcher(content.replace("\0", ""));
        return holder.matches() || holder.hitEnd();
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    /** Returns null if the file was deleted by its holder between opening and locking it. */
    private static FileChannel lock(Path file) throws IOException {
        if (!isUsable(file)) {
            throw new IOException(
                    "[%s] must be a lock of deltabook, but is another file: move it away"
                            .formatted(file));
        }
        Object before = identity(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isMine = false;
        try {
            if (!isLocked(channel)) {
                throw new FileInUseException(holder(file));
            }
            isMine = before != null && before.equals(identity(file));
            if (isMine) {
                name(channel);
            }
            return isMine ? channel : null;
        } finally {
            if (!isMine) {
                channel.close();
            }
        }
    }

    private static void name(FileChannel channel) throws IOException {
        String holder =
                "process %d since %s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        channel.truncate(0);
        Disk.writeFully(channel, ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What distinguishes a file from a later one of the same name, null if there is none. Does not
     * open the file.
     */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Retries, because {@link #isHeld} of another process holds the lock for a moment. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (tryLock(channel)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return tryLock(channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        try {
            String holder = Files.readString(file);
            return holder.isEmpty() ? "another process" : holder;
        } catch (NoSuchFileException e) {
            return "another process";
        }
    }

    /** Whether this lock is held on the given file. */
    public boolean holds(Path path) throws IOException {
        return isHeld && real(path).equals(file);
    }

    /**
     * Releases the lock and deletes its file. A process waiting for the old file locks a new one.
     */
    public void delete() throws IOException {
        if (isHeld) {
            try {
                Files.deleteIfExists(file);
            } finally {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (isHeld) {
                isHeld = false;
                try {
                    channel.close();
                } finally {
                    HELD.remove(file);
                }
            }
        }
    }
}
