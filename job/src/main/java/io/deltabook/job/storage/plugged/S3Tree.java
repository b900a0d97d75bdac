// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.remote.StoredEntry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.TemporaryClassLoaderContext;

/**
 * Lists all files of an S3 bucket below a folder, a thousand with a request, for which Flink's file
 * systems have no words. Hadoop's file system inside the plugin does it; its classes are those of
 * the plugin's class loader.
 */
final class S3Tree {
    private final Object hadoop;
    private final ClassLoader loader;

    S3Tree(Object hadoop) {
        this.hadoop = hadoop;
        this.loader = hadoop.getClass().getClassLoader();
    }

    /** Files below a folder, named by their paths from it. */
    List<StoredEntry> files(URI folder) throws IOException {
        try (TemporaryClassLoaderContext context = TemporaryClassLoaderContext.of(loader)) {
            Class<?> path = loader.loadClass("org.apache.hadoop.fs.Path");
            Class<?> iterator = loader.loadClass("org.apache.hadoop.fs.RemoteIterator");
            Object root = path.getConstructor(URI.class).newInstance(folder);
            Object files =
                    hadoop.getClass()
                            .getMethod("listFiles", path, boolean.class)
                            .invoke(hadoop, root, true);
            int above = (folder.getPath().endsWith("/") ? 0 : 1) + folder.getPath().length();
            List<StoredEntry> entries = new ArrayList<>();
            while ((boolean) iterator.getMethod("hasNext").invoke(files)) {
                entries.add(entry(iterator.getMethod("next").invoke(files), above));
            }
            return entries;
        } catch (InvocationTargetException e) {
            ExceptionUtils.tryRethrowIOException(e.getCause());
            throw new IOException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static StoredEntry entry(Object status, int above) throws ReflectiveOperationException {
        Object uri = call(call(status, "getPath"), "toUri");
        return new StoredEntry(
                ((URI) uri).getPath().substring(above),
                false,
                (long) call(status, "getLen"),
                (long) call(status, "getModificationTime"),
                Etags.ofHadoop(status));
    }

    private static Object call(Object on, String method) throws ReflectiveOperationException {
        return on.getClass().getMethod(method).invoke(on);
    }
}
