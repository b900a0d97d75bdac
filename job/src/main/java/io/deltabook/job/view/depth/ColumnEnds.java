// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.RowGroupFacts;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.replay.IndexedFile;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * Where buckets of time end in the events of a lane. An hour that has many buckets is read once for
 * all of them: the numbers and times of its events in the window. Not thread-safe.
 */
final class ColumnEnds {
    private static final Set<String> TIMES =
            Set.of(EventSchema.EVENT_SEQ, EventSchema.EVENT_TIMESTAMP);

    /** Buckets of this length are so few in an hour that each is looked for by itself, ns. */
    private static final long LONG = EventHour.NANOS / 8;

    private final LaneEvents lane;
    private final Depths.Window window;

    /** First event of each bucket of the hour or a later one. */
    private final long[] first;

    private long hour = Long.MIN_VALUE;

    ColumnEnds(LaneEvents lane, Depths.Window window) {
        this.lane = lane;
        this.window = window;
        first = new long[window.buckets() + 1];
    }

    /** Number of the first event that is later than a bucket. */
    long firstAfter(int bucket) throws IOException {
        long end = window.end(bucket) - 1;
        if (window.step() > LONG) {
            return lane.search().firstAfter(end);
        }
        if (EventHour.of(end) != hour) {
            hour = EventHour.of(end);
            read();
        }
        return first[bucket + 1];
    }

    private void read() throws IOException {
        Arrays.fill(first, Long.MAX_VALUE);
        long lastOfHour = (hour + 1) * EventHour.NANOS - 1;
        first[window.buckets()] = lane.search().firstAfter(lastOfHour);
        for (IndexedFile file : lane.files(hour)) {
            read(file);
        }
        for (int bucket = window.buckets() - 1; bucket >= 0; bucket--) {
            first[bucket] = Math.min(first[bucket], first[bucket + 1]);
        }
    }

    private void read(IndexedFile file) throws IOException {
        long end = window.end(window.buckets() - 1);
        try (EventFileReader reader = EventFileReader.open(file.path(), TIMES::contains)) {
            for (int group = 0; group < file.rowGroups().size(); group++) {
                RowGroupFacts facts = file.rowGroups().get(group);
                if (facts.firstNanos() >= end) {
                    see(facts.firstNanos(), facts.firstSeq());
                } else if (facts.lastNanos() >= window.from()) {
                    reader.seek(group);
                    while (reader.next() && reader.rowGroup() == group) {
                        read(reader.chunk());
                    }
                }
            }
        }
    }

    private void read(EventChunk chunk) {
        for (int row = 0; row < chunk.size(); row++) {
            see(chunk.nanos().value(row), chunk.seq().value(row));
        }
    }

    private void see(long nanos, long seq) {
        if (nanos >= window.from()) {
            long bucket = Math.min(window.buckets(), (nanos - window.from()) / window.step());
            first[(int) bucket] = Math.min(first[(int) bucket], seq);
        }
    }
}
