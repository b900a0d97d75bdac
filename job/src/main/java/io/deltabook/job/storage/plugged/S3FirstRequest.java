// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an S3 store once, with little patience, before anything else is. Hadoop's client tries for a
 * quarter of an hour, so that a run outlasts a store that is away; an address with a slip in it
 * would look like one. The request goes the way of all others: proxy, certificates and credentials
 * are theirs.
 */
final class S3FirstRequest {
    private static final Logger LOG = LoggerFactory.getLogger(S3FirstRequest.class);

    /** Four attempts, of at most 5 s to connect and 10 s to answer. */
    private static final Map<String, String> IMPATIENT =
            Map.ofEntries(
                    Map.entry("fs.s3a.attempts.maximum", "0"),
                    Map.entry("fs.s3a.retry.limit", "3"),
                    Map.entry("fs.s3a.retry.interval", "500ms"),
                    Map.entry("fs.s3a.retry.throttle.limit", "3"),
                    Map.entry("fs.s3a.retry.throttle.interval", "500ms"),
                    Map.entry("fs.s3a.connection.establish.timeout", "5000"),
                    Map.entry("fs.s3a.connection.timeout", "10000"),
                    Map.entry("fs.s3a.bucket.probe", "0"),
                    Map.entry("fs.s3a.multipart.purge", "false"));

    /** Stores that have answered this process: it waits for them from then on. */
    private static final Set<Asked> ANSWERED = ConcurrentHashMap.newKeySet();

    private record Asked(Map<String, String> options, String scheme, String bucket) {}

    private S3FirstRequest() {}

    /**
     * Requires that the store of a place answers, unless it has before.
     *
     * @param options the store's
     * @throws StoreOptionException if it does not, or not to these credentials
     */
    static void send(StoredPath place, Map<String, String> options) throws IOException {
        Asked asked = new Asked(options, place.scheme(), place.authority());
        if (ANSWERED.contains(asked)) {
            return;
        }
        FileSystem system = PluggedStore.system(place, place.toUri());
        S3Objects s3 = S3Objects.of(system);
        if (s3 != null) {
            try {
                send(s3.hadoop(), place.authority());
            } catch (ReflectiveOperationException e) {
                LOG.debug("[{}] has another client than Hadoop's", place, e);
            }
        }
        ANSWERED.add(asked);
    }

    private static void send(Object hadoop, String bucket)
            throws IOException, ReflectiveOperationException {
        ClassLoader loader = hadoop.getClass().getClassLoader();
        S3Failures failures = new S3Failures(S3Settings.of(hadoop));
        try (TemporaryClassLoaderContext context = TemporaryClassLoaderContext.of(loader);
                Closeable impatient = impatient(hadoop)) {
            impatient.getClass().getMethod("getBucketLocation").invoke(impatient);
        } catch (InvocationTargetException e) {
            IOException failure =
                    e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            IOException words = failures.ofFirstRequest(failure, bucket);
            if (words != null) {
                throw words;
            }
            LOG.debug("{} answers with an error", bucket, failure);
        }
    }

    /** Another file system of the same settings. */
    private static Closeable impatient(Object hadoop) throws ReflectiveOperationException {
        Object conf = hadoop.getClass().getMethod("getConf").invoke(hadoop);
        Class<?> type = conf.getClass();
        Object own = type.getConstructor(type).newInstance(conf);
        for (Map.Entry<String, String> setting : IMPATIENT.entrySet()) {
            type.getMethod("set", String.class, String.class)
                    .invoke(own, setting.getKey(), setting.getValue());
        }
        Object system = hadoop.getClass().getConstructor().newInstance();
        hadoop.getClass()
                .getMethod("initialize", URI.class, type)
                .invoke(system, hadoop.getClass().getMethod("getUri").invoke(hadoop), own);
        return (Closeable) system;
    }
}
