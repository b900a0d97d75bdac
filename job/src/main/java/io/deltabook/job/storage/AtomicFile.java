// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file atomically: a reader sees the old content or the new, never a mixture. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes to a hidden temporary file, forces it, renames it to the target and forces the name;
     * into a store, with one request.
     */
    public static void write(Path target, Content content) throws IOException {
        try {
            replace(target, content);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            IOException named =
                    new IOException(
                            "[%s] must be written, but is not: %s"
                                    .formatted(target, e.getMessage()));
            named.addSuppressed(e);
            throw named;
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        if (target instanceof StoredPath stored) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            stored.write(bytes.toByteArray());
            return;
        }
        Path temporary = temporary(target);
        try {
            writeForced(temporary, content);
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        Disk.forceNames(target.toAbsolutePath().getParent());
    }

    private static void writeForced(Path file, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            Disk.force(channel, file);
        }
    }

    private static void deleteAfter(Exception failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The hidden file that an interrupted writer may leave behind. */
    public static Path temporary(Path target) {
        return target.resolveSibling('.' + target.getFileName().toString() + ".tmp");
    }
}
