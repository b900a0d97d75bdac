// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.lease.LeaseStore.Content;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.apache.flink.util.WrappingProxy;
import org.apache.flink.util.WrappingProxyUtil;

/**
 * Small objects of an S3 bucket, written on conditions, for which Flink's file systems and Hadoop's
 * have no words. Uses the client of Hadoop's file system inside the plugin, with its credentials
 * and encryption; its classes are those of the plugin's class loader.
 */
final class S3Objects {
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;
    private static final int OTHER_CONTENT = 412;
    private static final int UNKNOWN_CONDITION = 501;
    private static final String IF_MATCH = "If-Match";
    private static final String HEADER = "putCustomRequestHeader";

    private final Object hadoop;
    private final Object client;
    private final Object requests;

    private S3Objects(Object hadoop) throws ReflectiveOperationException {
        this.hadoop = hadoop;
        Method own = hadoop.getClass().getDeclaredMethod("getAmazonS3Client");
        own.setAccessible(true);
        this.client = own.invoke(hadoop);
        this.requests = hadoop.getClass().getMethod("getRequestFactory").invoke(hadoop);
    }

    /** Null unless the plugin is Hadoop's for S3, of the version that Flink has. */
    static S3Objects of(FileSystem system) {
        try {
            Object plugin = system;
            if (system instanceof WrappingProxy<?>) {
                plugin = WrappingProxyUtil.stripProxy((WrappingProxy<?>) system);
            }
            Object hadoop = plugin.getClass().getMethod("getHadoopFileSystem").invoke(plugin);
            return new S3Objects(hadoop);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Hadoop's file system inside the plugin. */
    Object hadoop() {
        return hadoop;
    }

    /** A failure in words that say what to do; as it is, if there are none for it. */
    IOException inWords(IOException failure, StoredPath path) {
        try {
            IOException words =
                    new S3Failures(S3Settings.of(hadoop)).inWords(failure, path.authority());
            return words == null ? failure : words;
        } catch (ReflectiveOperationException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** Null if there is no such object. */
    Content read(StoredPath object) throws IOException {
        try (TemporaryClassLoaderContext context = context()) {
            Object request = request("newGetObjectRequest", key(object));
            Object found = call(client, "getObject", request);
            try (Closeable closing = (Closeable) found;
                    InputStream in = (InputStream) call(found, "getObjectContent")) {
                String tag = (String) call(call(found, "getObjectMetadata"), "getETag");
                return new Content(in.readAllBytes(), tag);
            }
        } catch (Refused e) {
            if (e.status == MISSING) {
                return null;
            }
            throw failure(e, object);
        }
    }

    /** Writes an object that is as it was found, null if there was none; returns whether it was. */
    boolean write(StoredPath object, byte[] bytes, Content found) throws IOException {
        try (TemporaryClassLoaderContext context = context()) {
            Object writing = call(hadoop, "getWriteOperationHelper");
            Object request =
                    named(writing, "createPutObjectRequest", InputStream.class, 4)
                            .invoke(
                                    writing,
                                    key(object),
                                    new ByteArrayInputStream(bytes),
                                    (long) bytes.length,
                                    Map.<String, String>of());
            if (found == null) {
                call(request, HEADER, "If-None-Match", "*");
            } else {
                call(request, HEADER, IF_MATCH, '"' + found.tag() + '"');
            }
            call(client, "putObject", request);
            return true;
        } catch (Refused e) {
            // 404: it is to be replaced, but is gone.
            if (e.status == OTHER_CONTENT || e.status == CONFLICT || e.status == MISSING) {
                return false;
            }
            throw failure(e, object);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    /** Deletes an object that is as it was found; where the store cannot compare, as it is. */
    void delete(StoredPath object, Content found) throws IOException {
        try (TemporaryClassLoaderContext context = context()) {
            Object request = request("newDeleteObjectRequest", key(object));
            call(request, HEADER, IF_MATCH, '"' + found.tag() + '"');
            try {
                call(client, "deleteObject", request);
            } catch (Refused e) {
                if (e.status == UNKNOWN_CONDITION) {
                    call(client, "deleteObject", request("newDeleteObjectRequest", key(object)));
                } else if (e.status != OTHER_CONTENT && e.status != MISSING) {
                    throw e;
                }
            }
        } catch (Refused e) {
            throw failure(e, object);
        }
    }

    private IOException failure(Refused refused, StoredPath object) {
        IOException words = inWords(refused, object);
        return new IOException(
                words == refused
                        ? "[%s] store must answer, but says: %s"
                                .formatted(object, refused.getCause().getMessage())
                        : "[%s] must be accessible, but is not: %s"
                                .formatted(object, words.getMessage()),
                refused.getCause());
    }

    private TemporaryClassLoaderContext context() {
        return TemporaryClassLoaderContext.of(hadoop.getClass().getClassLoader());
    }

    private static String key(StoredPath object) {
        return object.key().substring(1);
    }

    private Object request(String kind, String key) throws IOException {
        return call(requests, kind, key);
    }

    /** What the store answered instead of doing it. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, Throwable cause) {
            super(cause);
            this.status = status;
        }
    }

    private static Object call(Object on, String method, Object... arguments) throws IOException {
        try {
            Class<?> type = arguments.length == 0 ? null : arguments[0].getClass();
            return named(on, method, type, arguments.length).invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw refused(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static IOException refused(Throwable error) {
        if (error instanceof Error fatal) {
            throw fatal;
        }
        if (error instanceof IOException io) {
            return io;
        }
        try {
            Object status = error.getClass().getMethod("getStatusCode").invoke(error);
            return new Refused((Integer) status, error);
        } catch (ReflectiveOperationException e) {
            return new Refused(0, error);
        }
    }

    /**
     * A public method by its name, the number of its parameters, and what one of its first two may
     * be; null for any.
     */
    private static Method named(Object on, String name, Class<?> argument, int parameters)
            throws NoSuchMethodException {
        for (Method method : on.getClass().getMethods()) {
            if (method.getName().equals(name)
                    && method.getParameterCount() == parameters
                    && (argument == null || takes(method, argument))) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new NoSuchMethodException(on.getClass() + "." + name);
    }

    private static boolean takes(Method method, Class<?> argument) {
        for (Class<?> type : method.getParameterTypes()) {
            if (type.isAssignableFrom(argument)) {
                return true;
            }
        }
        return false;
    }
}
