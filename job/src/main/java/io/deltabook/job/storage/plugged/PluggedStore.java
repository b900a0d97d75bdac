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
        return onFileSystem(
                file,
                (system, path) ->
                        new PluggedInput(
                                file,
                                system.open(path),
                                failure -> inWords(file, system, failure)));
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
        FileSystem system = null;
        try {
            system = system(path, address.toUri());
            return request.of(system, address);
        } catch (FileNotFoundException e) {
            NoSuchFileException missing = new NoSuchFileException(path.toString());
            missing.initCause(e);
            throw missing;
        } catch (IOException e) {
            throw inWords(path, system, e);
        }
    }

    /** A failure in words that say what to do; as it is, if there are none for it. */
    private static IOException inWords(StoredPath path, FileSystem system, IOException failure) {
        S3Objects s3 = system == null ? null : S3Objects.of(system);
        if (s3 != null) {
            return s3.inWords(failure, path);
        }
        String silence = Plugins.silence(path.scheme(), path.authority(), failure);
        return silence == null ? failure : new IOException(silence, failure);
    }

    static FileSystem system(StoredPath path, URI address) throws IOException {
        try {
            return FileSystem.getUnguardedFileSystem(address);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IOException(Plugins.missing(path.scheme()), e);
        } catch (IOException e) {
            StoreOptionException noAddress = S3Failures.ofAddress(e);
            if (noAddress != null) {
                throw noAddress;
            }
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
