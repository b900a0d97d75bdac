// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last bytes of the files that were opened lately: a file's footer lies there, and planning
 * opens a file several times. Thread-safe.
 */
final class Tails {
    /** Bytes of a tail, which one request reads. */
    static final int BYTES = 64 << 10;

    /** 8 MiB of tails. */
    private static final int MAX = 128;

    private final Map<Key, byte[]> tails = new LinkedHashMap<>(16, 0.75f, true);

    /** A file with its content as it was. */
    private record Key(StoredPath file, StoredEntry entry) {}

    /** The tail, null if it is not known. */
    synchronized byte[] get(StoredPath file, StoredEntry entry) {
        return tails.get(new Key(file, entry));
    }

    synchronized void put(StoredPath file, StoredEntry entry, byte[] tail) {
        tails.put(new Key(file, entry), tail);
        if (tails.size() > MAX) {
            tails.remove(tails.keySet().iterator().next());
        }
    }
}
