// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import java.lang.reflect.InvocationTargetException;
import org.apache.flink.core.fs.FileStatus;

/**
 * The ETag that a store gave a file. Flink has no word for it; Hadoop's file systems have, behind
 * Flink's wrapper, in the class loader of the plugin.
 */
final class Etags {
    private Etags() {}

    /** Null where the store or its plugin tells none. */
    static String of(FileStatus status) {
        Object behind = call(status, "getInternalFileStatus");
        return behind == null ? null : ofHadoop(behind);
    }

    /** The same of Hadoop's own status. */
    static String ofHadoop(Object status) {
        Object etag = call(status, "getEtag");
        return etag instanceof String text && !text.isEmpty() ? text : null;
    }

    private static Object call(Object object, String method) {
        try {
            return object.getClass().getMethod(method).invoke(object);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
