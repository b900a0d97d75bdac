// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.util.LinkedHashMap;
import java.util.Map;

/** Resource usage of open parts, least recently written first. */
final class PartUsage {
    private final Map<OpenPart, Long> bytes = new LinkedHashMap<>();
    private long sum;

    /** Records the usage of a part that was just written; it becomes the most recent. */
    void put(OpenPart part, long size) {
        remove(part);
        bytes.put(part, size);
        sum += size;
    }

    void remove(OpenPart part) {
        Long before = bytes.remove(part);
        sum -= before == null ? 0 : before;
    }

    int count() {
        return bytes.size();
    }

    long bytes() {
        return sum;
    }

    /** The least recently written part; null if there is none besides the most recent one. */
    OpenPart leastRecent() {
        return bytes.size() > 1 ? bytes.keySet().iterator().next() : null;
    }
}
