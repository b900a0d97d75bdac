// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;

/**
 * Where leases lie: small objects, each written as a whole. Found by {@link
 * java.util.ServiceLoader}; thread-safe.
 */
public interface LeaseStore {
    /**
     * An object as it was found.
     *
     * @param bytes all of it
     * @param tag the store's tag of this content, null where there is none
     */
    record Content(byte[] bytes, String tag) {}

    /** An object's content now; null if there is none. */
    Content read(StoredPath object) throws IOException;

    /**
     * Creates or replaces an object that is as it was found.
     *
     * @param found null if there must be none
     * @return false if the object is no longer as it was found; then it is left alone
     */
    boolean write(StoredPath object, byte[] bytes, Content found) throws IOException;

    /** Deletes an object if it is as it was found. */
    void delete(StoredPath object, Content found) throws IOException;

    /**
     * Whether the store is told what was found and asked to compare. Otherwise the object is looked
     * at before it is written, and another may write it in between. Some stores do not know the
     * question and write without comparing.
     */
    boolean isAskedToCompare(StoredPath object) throws IOException;
}
