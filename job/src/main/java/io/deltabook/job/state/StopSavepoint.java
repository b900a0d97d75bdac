// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The savepoint that stopped a job, as Flink reports it. The job has committed up to this
 * savepoint, wherever it was written.
 *
 * @param id its number
 * @param folder its location, a URI or a path
 */
public record StopSavepoint(long id, String folder) {
    /**
     * Its folder.
     *
     * @throws IOException if it is not a folder on this machine
     */
    public Path path() throws IOException {
        if (folder.contains("://") && !folder.startsWith("file:")) {
            return inStore();
        }
        URI uri;
        try {
            uri = URI.create(folder);
        } catch (IllegalArgumentException e) {
            throw new IOException("[%s] must be a folder, but is not a path".formatted(folder), e);
        }
        if (uri.getPath() == null || uri.getScheme() != null && !uri.getScheme().equals("file")) {
            throw new IOException(
                    "[%s] must be a folder on a local disk, but is not".formatted(folder));
        }
        return Path.of(uri.getPath());
    }

    private Path inStore() throws IOException {
        try {
            return Place.of(folder);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Copies it into the savepoints of a state folder. The metadata is written last and completes
     * the copy; an interrupted copy is made again.
     *
     * @throws IOException if it is missing or incomplete; the message names the fault
     */
    public RestorePoint copyInto(StateFolder state) throws IOException {
        Path source = path();
        Path target = state.savepoints().resolve(source.getFileName());
        if (!Place.isFile(source.resolve(RestorePoints.METADATA))) {
            throw new IOException(
                    "[%s] must be a savepoint, but has no %s"
                            .formatted(source, RestorePoints.METADATA));
        }
        Disk.createFolders(target);
        for (Path file : files(source)) {
            copy(file, target.resolve(file.getFileName()));
        }
        Disk.forceNames(target);
        Path metadata = target.resolve(RestorePoints.METADATA);
        AtomicFile.write(metadata, out -> Files.copy(source.resolve(RestorePoints.METADATA), out));
        try {
            return whole(target);
        } catch (IOException e) {
            Files.delete(metadata);
            throw e;
        }
    }

    /** State files; a Flink savepoint has no subfolders. */
    private static List<Path> files(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(RestorePoints.METADATA))
                    .toList();
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        if (Place.isRemote(target)) {
            AtomicFile.write(target, out -> Files.copy(file, out));
            return;
        }
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            Disk.force(channel, target);
        }
    }

    private RestorePoint whole(Path target) throws IOException {
        RestorePoint copy =
                new RestorePoint(target, RestorePoints.id(target), RestorePoint.Kind.SAVEPOINT);
        if (copy.id() != id) {
            throw new IOException(
                    "[%s] must be savepoint %d, but is %d".formatted(path(), id, copy.id()));
        }
        for (Path file : RestorePointContent.read(copy).files()) {
            if (!file.startsWith(target)) {
                throw new IOException(
                        "[%s] must hold all of its files, but needs [%s]".formatted(path(), file));
            }
        }
        return copy;
    }
}
