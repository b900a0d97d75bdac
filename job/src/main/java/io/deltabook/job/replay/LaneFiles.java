// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The files of a lane from an event on, in the order of their first event. Footers are read an hour
 * ahead, because the events of two hours may alternate. Not thread-safe.
 */
final class LaneFiles implements EventRuns.Source {
    private final LaneEvents lane;
    private final Predicate<String> columns;
    private final long from;
    private final PriorityQueue<IndexedFile> loaded = new PriorityQueue<>(IndexedFile.ORDER);
    private Long nextHour;
    private long loadedHour;

    /**
     * @param columns tells by name which columns are read
     * @param anchor the first event that is wanted
     */
    LaneFiles(LaneEvents lane, Predicate<String> columns, Anchor anchor) throws IOException {
        this.lane = lane;
        this.columns = columns;
        from = anchor.seq();
        Long before = lane.hourAtOrBefore(anchor.hour() - 1);
        nextHour = before == null ? (Long) anchor.hour() : before;
        load();
    }

    private void load() throws IOException {
        if (nextHour == null) {
            return;
        }
        for (IndexedFile file : lane.files(nextHour)) {
            if (file.facts().rows() > 0 && file.facts().lastSeq() >= from) {
                loaded.add(file);
            }
        }
        loadedHour = nextHour;
        nextHour = lane.hourAtOrAfter(nextHour + 1);
    }

    @Override
    public FileRows next() throws IOException {
        IndexedFile next = loaded.peek();
        while (nextHour != null && (next == null || hour(next) >= loadedHour)) {
            load();
            next = loaded.peek();
        }
        return next == null ? null : FileRows.from(loaded.poll(), columns, from);
    }

    private static long hour(IndexedFile file) {
        return EventHour.of(file.facts().firstNanos());
    }
}
