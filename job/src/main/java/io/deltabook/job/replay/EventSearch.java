// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.RowGroupFacts;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the place of an instant and the anchor before an event: by the statistics of the footers of
 * a few hours, then by two or three columns of one row group. Not thread-safe.
 *
 * <p>It relies on an hour's numbers following those of the hour before, up to one hour back: events
 * whose time jumps by more than an hour and back may be looked for in the wrong place.
 */
public final class EventSearch {
    private static final SnapshotKind[] KINDS = SnapshotKind.values();

    /** Kinds that list the book as deep as the run's anchors do. */
    private static final Set<SnapshotKind> DEEP =
            EnumSet.of(SnapshotKind.RESYNC, SnapshotKind.PERIODIC, SnapshotKind.CLOSING);

    private static final Set<String> TIMES =
            Set.of(EventSchema.EVENT_SEQ, EventSchema.EVENT_TIMESTAMP);

    private static final Set<String> SNAPSHOTS =
            Set.of(EventSchema.EVENT_SEQ, EventSchema.EVENT_TIMESTAMP, EventSchema.SNAPSHOT_KIND);

    private final LaneEvents lane;

    EventSearch(LaneEvents lane) {
        this.lane = lane;
    }

    /** Whether a snapshot of a kind lists the book as deep as the run's anchors do. */
    public static boolean isDeep(SnapshotKind kind) {
        return DEEP.contains(kind);
    }

    /**
     * Number of the first event that is later than an instant: the events before it are what was
     * known then. The number after the last event if there is none.
     *
     * @param nanos the instant, epoch ns
     */
    public long firstAfter(long nanos) throws IOException {
        long first = Long.MAX_VALUE;
        long hour = EventHour.of(nanos);
        for (IndexedFile file : lane.files(hour)) {
            if (file.facts().lastNanos() > nanos && file.facts().firstSeq() < first) {
                first = Math.min(first, firstAfter(file, nanos));
            }
        }
        Long next = lane.hourAtOrAfter(hour + 1);
        if (next != null) {
            first = Math.min(first, lane.files(next).get(0).facts().firstSeq());
        }
        return first == Long.MAX_VALUE ? lane.lastSeq() + 1 : first;
    }

    private static long firstAfter(IndexedFile file, long nanos) throws IOException {
        List<RowGroupFacts> groups = file.rowGroups();
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).firstNanos() > nanos) {
                return groups.get(group).firstSeq();
            }
            if (groups.get(group).lastNanos() > nanos) {
                try (EventFileReader reader = EventFileReader.open(file.path(), TIMES::contains)) {
                    reader.seek(group);
                    while (reader.next() && reader.rowGroup() == group) {
                        EventChunk chunk = reader.chunk();
                        for (int row = 0; row < chunk.size(); row++) {
                            if (chunk.nanos().value(row) > nanos) {
                                return chunk.seq().value(row);
                            }
                        }
                    }
                }
            }
        }
        return Long.MAX_VALUE;
    }

    /**
     * The newest anchor before an event; the start of the lane if no snapshot comes before it.
     * There must be events.
     *
     * @param seq number of the event, which itself is not taken
     */
    public Anchor anchorBefore(long seq) throws IOException {
        for (Long hour = hourOf(seq - 1); hour != null; hour = lane.hourAtOrBefore(hour - 1)) {
            Anchor found = anchorIn(hour, seq);
            if (found != null) {
                return found;
            }
        }
        return start();
    }

    /** The start of the lane. */
    public Anchor start() throws IOException {
        return new Anchor(
                lane.firstSeq(), lane.firstNanos(), null, lane.hourAtOrAfter(Long.MIN_VALUE));
    }

    /** The last hour that starts at or before an event, the first if none does. */
    private Long hourOf(long seq) throws IOException {
        HourFolders folders = lane.folders();
        List<Long> days = List.copyOf(folders.days());
        int day = last(days.size(), i -> startsBefore(folders.start(days.get(i)), seq));
        List<Long> hours = day < 0 ? List.of() : List.copyOf(folders.hours(days.get(day)));
        int hour =
                last(
                        hours.size(),
                        i -> {
                            Long filled = lane.hourAtOrBefore(hours.get(i));
                            return filled == null || startsBefore(filled, seq);
                        });
        Long found = hour < 0 ? null : lane.hourAtOrBefore(hours.get(hour));
        return found == null ? lane.hourAtOrAfter(Long.MIN_VALUE) : found;
    }

    /** Whether an hour, or the next that has files, starts at or before an event. */
    private boolean startsBefore(long hour, long seq) throws IOException {
        Long filled = lane.hourAtOrAfter(hour);
        return filled != null && lane.files(filled).get(0).facts().firstSeq() <= seq;
    }

    /**
     * The last of some places for which a test holds that holds up to it; the first at least, -1 of
     * none.
     */
    private static int last(int count, Test test) throws IOException {
        int low = Math.min(count, 1) - 1;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (test.holds(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A test that reads files. */
    private interface Test {
        boolean holds(int place) throws IOException;
    }

    private Anchor anchorIn(long hour, long seq) throws IOException {
        Anchor best = null;
        for (IndexedFile file : lane.files(hour)) {
            boolean mayBeBetter = best == null || file.facts().lastSeq() > best.seq();
            if (file.facts().firstSeq() < seq && mayBeBetter) {
                Anchor found = anchorIn(file, hour, seq);
                best = best == null || found != null && found.seq() > best.seq() ? found : best;
            }
        }
        return best;
    }

    private static Anchor anchorIn(IndexedFile file, long hour, long seq) throws IOException {
        List<RowGroupFacts> groups = file.rowGroups();
        EventFileReader reader = null;
        try {
            for (int group = groups.size() - 1; group >= 0; group--) {
                RowGroupFacts facts = groups.get(group);
                if (facts.firstSeq() < seq && DEEP.stream().anyMatch(facts::mayHold)) {
                    if (reader == null) {
                        reader = EventFileReader.open(file.path(), SNAPSHOTS::contains);
                    }
                    reader.seek(group);
                    Anchor found = last(reader, group, hour, seq);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        } finally {
            if (reader != null) {
                reader.close();
            }
        }
    }

    private static Anchor last(EventFileReader reader, int group, long hour, long seq)
            throws IOException {
        Anchor last = null;
        while (reader.next() && reader.rowGroup() == group) {
            EventChunk chunk = reader.chunk();
            if (chunk.seq().value(0) >= seq) {
                return last;
            }
            for (int row = 0; row < chunk.size(); row++) {
                if (!chunk.kind().isNull(row) && chunk.seq().value(row) < seq) {
                    SnapshotKind kind = chunk.kind().named(KINDS, row);
                    if (kind != null && isDeep(kind)) {
                        last =
                                new Anchor(
                                        chunk.seq().value(row),
                                        chunk.nanos().value(row),
                                        kind,
                                        hour);
                    }
                }
            }
        }
        return last;
    }
}
