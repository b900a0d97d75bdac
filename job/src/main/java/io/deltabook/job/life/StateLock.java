// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.life;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to use a state folder, which one process at a time has. The system takes it back when
 * the process ends in whatever way.
 */
public final class StateLock implements AutoCloseable {
    /**
     * Locks of this process. Closing any channel of a file, also one only read, gives up the
     * process's lock of it, so a locked file is never opened again.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Path file;
    private final FileChannel channel;

    private StateLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, making the folder if need be.
     *
     * @throws StateInUseException if another process, or another run of this one, has it
     */
    public static StateLock take(StateFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        Path file = folder.path().toRealPath().resolve(folder.lock().getFileName());
        if (!OWN.add(file)) {
            throw inUse(folder, "this process");
        }
        FileChannel channel = null;
        try {
            while (channel == null) {
                channel = lock(folder, file);
            }
            return new StateLock(file, channel);
        } finally {
            if (channel == null) {
                OWN.remove(file);
            }
        }
    }

    /** Null if the file was deleted, with its run, between opening and locking it. */
    private static FileChannel lock(StateFolder folder, Path file) throws IOException {
        Object before = identity(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isMine = false;
        try {
            if (!isLocked(channel)) {
                throw inUse(folder, holder(file));
            }
            isMine = before != null && before.equals(identity(file));
            if (isMine) {
                String holder =
                        "process %d since %s"
                                .formatted(
                                        ProcessHandle.current().pid(),
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS));
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
            }
            return isMine ? channel : null;
        } finally {
            if (!isMine) {
                channel.close();
            }
        }
    }

    /** What tells a file from another of the same name; null if there is none. Does not open it. */
    private static Object identity(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Tries more than once: {@link #isTaken} of another process holds the lock for a moment. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return channel.tryLock() != null;
    }

    private static String holder(Path file) throws IOException {
        try {
            String holder = Files.readString(file);
            return holder.isEmpty() ? "another process" : holder;
        } catch (NoSuchFileException e) {
            return "another process";
        }
    }

    /** Whether some process has the lock now. */
    public static boolean isTaken(StateFolder folder) throws IOException {
        if (!Files.exists(folder.lock())) {
            return false;
        }
        Path file = folder.lock().toRealPath();
        if (OWN.contains(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static StateInUseException inUse(StateFolder folder, String holder) {
        return new StateInUseException(
                "[%s] state must not be in use, but %s uses it; ask with 'deltabook status', end it with 'deltabook stop'"
                        .formatted(folder.path(), holder));
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                OWN.remove(file);
            }
        }
    }
}
