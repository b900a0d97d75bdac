// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.remote.Store;
import io.deltabook.job.storage.remote.StoredEntry;
import io.deltabook.job.storage.remote.StoredInput;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.util.ExceptionUtils;

/** Reads and writes through Flink's file systems, which must be initialized in this process. */
public final class PluggedStore implements Store {
    private static final String NO_BUCKET = "UnknownStoreException";

    /** Called by {@link java.util.ServiceLoader}. */
    public PluggedStore() {}

    @Override
    public List<StoredEntry> list(StoredPath folder) throws IOException {
        List<StoredEntry> entries = new ArrayList<>();
        FileStatus[] found = onFileSystem(folder, FileSystem::listStatus);
        if (found == null) {
            throw new NoSuchFileException(folder.toString());
        }
        for (FileStatus status : found) {
            entries.add(entry(status));
        }
        return entries;
    }

    @Override
    public List<StoredEntry> tree(StoredPath folder) throws IOException {
        return onFileSystem(
                folder,
                (system, path) -> {
                    S3Objects s3 = S3Objects.of(system);
                    return s3 == null ? null : new S3Tree(s3.hadoop()).files(path.toUri());
                });
    }

    @Override
    public StoredEntry stat(StoredPath path) throws IOException {
        return entry(onFileSystem(path, FileSystem::getFileStatus));
    }

    @Override
    public StoredInput open(StoredPath file) throws IOException {
        return new PluggedInput(file, onFileSystem(file, FileSystem::open));
    }

    /** What could not be written whole is not closed: that would make a file of it. */
    @Override
    public void write(StoredPath file, byte[] bytes) throws IOException {
        FSDataOutputStream out =
                onFileSystem(
                        file,
                        (system, path) -> system.create(path, FileSystem.WriteMode.OVERWRITE));
        out.write(bytes);
        out.close();
    }

    @Override
    public boolean delete(StoredPath path) throws IOException {
        return onFileSystem(path, (system, address) -> system.delete(address, true));
    }

    /** Asks a file system. */
    private interface Request<T> {
        T of(FileSystem system, Path path) throws IOException;
    }

    private static <T> T onFileSystem(StoredPath path, Request<T> request) throws IOException {
        Path address = new Path(path.scheme(), path.authority(), path.key());
        try {
            return request.of(system(path, address.toUri()), address);
        } catch (FileNotFoundException e) {
            NoSuchFileException missing = new NoSuchFileException(path.toString());
            missing.initCause(e);
            throw missing;
        } catch (IOException e) {
            if (e.getClass().getSimpleName().equals(NO_BUCKET)) {
                throw new IOException(
                        "there is no bucket %s: create it, or name another"
                                .formatted(path.authority()),
                        e);
            }
            String silence = Plugins.silence(path.scheme(), path.authority(), e);
            throw silence == null ? e : new IOException(silence, e);
        }
    }

    static FileSystem system(StoredPath path, URI address) throws IOException {
        try {
            return FileSystem.getUnguardedFileSystem(address);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IOException(Plugins.missing(path.scheme()), e);
        } catch (IOException e) {
            UnknownHostException unknown =
                    ExceptionUtils.findThrowable(e, UnknownHostException.class).orElse(null);
            if (unknown == null) {
                throw e;
            }
            throw new IOException(Plugins.unknownHost(path.scheme(), address.getHost()), e);
        }
    }

    private static StoredEntry entry(FileStatus status) {
        return new StoredEntry(
                status.getPath().getName(),
                status.isDir(),
                status.getLen(),
                status.getModificationTime(),
                status.isDir() ? null : Etags.of(status));
    }
}
