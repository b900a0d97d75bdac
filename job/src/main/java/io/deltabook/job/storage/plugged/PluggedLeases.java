// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.lease.LeaseStore;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Leases through Flink's file systems, which must be initialized in this process. On S3 the store
 * is asked to compare; of other plugins each is as exact as its file system's creation of new files
 * is, which HDFS's is.
 */
public final class PluggedLeases implements LeaseStore {
    private static final String EXISTS = "FileAlreadyExistsException";

    private final boolean mayCompare;

    /** Called by {@link java.util.ServiceLoader}. */
    public PluggedLeases() {
        this(true);
    }

    /** For tests of what other plugins do. */
    PluggedLeases(boolean mayCompare) {
        this.mayCompare = mayCompare;
    }

    @Override
    public boolean isAskedToCompare(StoredPath object) throws IOException {
        return comparing(object) != null;
    }

    @Override
    public Content read(StoredPath object) throws IOException {
        S3Objects s3 = comparing(object);
        if (s3 != null) {
            return s3.read(object);
        }
        try (FSDataInputStream in = system(object).open(path(object))) {
            return new Content(in.readAllBytes(), null);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    @Override
    public boolean write(StoredPath object, byte[] bytes, Content found) throws IOException {
        S3Objects s3 = comparing(object);
        if (s3 != null) {
            return s3.write(object, bytes, found);
        }
        FileSystem.WriteMode mode =
                found == null ? FileSystem.WriteMode.NO_OVERWRITE : FileSystem.WriteMode.OVERWRITE;
        try (FSDataOutputStream out = system(object).create(path(object), mode)) {
            out.write(bytes);
            return true;
        } catch (IOException e) {
            if (e.getClass().getSimpleName().equals(EXISTS)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(StoredPath object, Content found) throws IOException {
        S3Objects s3 = comparing(object);
        if (s3 == null) {
            system(object).delete(path(object), false);
        } else {
            s3.delete(object, found);
        }
    }

    private S3Objects comparing(StoredPath object) throws IOException {
        return mayCompare ? S3Objects.of(system(object)) : null;
    }

    private static FileSystem system(StoredPath object) throws IOException {
        return PluggedStore.system(object, path(object).toUri());
    }

    private static Path path(StoredPath object) {
        return new Path(object.scheme(), object.authority(), object.key());
    }
}
