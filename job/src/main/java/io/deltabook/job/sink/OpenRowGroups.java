// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.job.parquet.EventBatchWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The writers of one subtask that hold a row group in memory. A fast backfill passes dozens of
 * hours before their files are closed; this bounds how many of them are buffered, and how many
 * bytes, by ending the row group written least recently. Used by the subtask's thread only.
 */
final class OpenRowGroups {
    private static final int FULL_ROW_GROUPS = 4;

    private final int atMost;
    private final long atMostBytes;
    private final Set<EventBatchWriter> leastRecentFirst = new LinkedHashSet<>();

    OpenRowGroups(int atMost, long rowGroupBytes) {
        this.atMost = atMost;
        atMostBytes = mostBytes(rowGroupBytes);
    }

    /** Bytes that all buffered row groups together may have. */
    static long mostBytes(long rowGroupBytes) {
        return FULL_ROW_GROUPS * rowGroupBytes;
    }

    /** Takes note that a writer was just written to, and makes the others give way to it. */
    void written(EventBatchWriter writer) throws IOException {
        leastRecentFirst.remove(writer);
        leastRecentFirst.add(writer);
        Iterator<EventBatchWriter> eldest = leastRecentFirst.iterator();
        while (leastRecentFirst.size() > 1 && isTooMuch()) {
            EventBatchWriter victim = eldest.next();
            eldest.remove();
            victim.flushRowGroup();
        }
    }

    private boolean isTooMuch() {
        return leastRecentFirst.size() > atMost || bufferedBytes() > atMostBytes;
    }

    /** Forgets a writer whose file is finished. */
    void finished(EventBatchWriter writer) {
        leastRecentFirst.remove(writer);
    }

    int count() {
        return leastRecentFirst.size();
    }

    long bufferedBytes() {
        long bytes = 0;
        for (EventBatchWriter writer : leastRecentFirst) {
            bytes += writer.bufferedBytes();
        }
        return bytes;
    }
}
