// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.RowGroupFacts;
import io.deltabook.job.replay.EventSearch;
import io.deltabook.job.replay.IndexedFile;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The hours of a lane that have events, and where it can be cut. Reads all footers once. */
final class LaneHours {
    /** Numbers of the first events at or after each hour. */
    private final NavigableMap<Long, Long> firsts = new TreeMap<>();

    private final NavigableMap<Long, Boolean> haveAnchors = new TreeMap<>();
    private final List<IndexedFile> files = new ArrayList<>();
    private final long lastSeq;

    private LaneHours(LaneEvents lane) throws IOException {
        long last = -1;
        for (long hour : lane.hours()) {
            List<IndexedFile> ofHour = lane.files(hour);
            for (IndexedFile file : ofHour) {
                firsts.merge(hour, file.facts().firstSeq(), Math::min);
                last = Math.max(last, file.facts().lastSeq());
            }
            if (!ofHour.isEmpty()) {
                haveAnchors.put(hour, ofHour.stream().anyMatch(LaneHours::mayHaveAnchor));
            }
            files.addAll(ofHour);
        }
        lastSeq = last;
        long least = Long.MAX_VALUE;
        for (Long hour : firsts.descendingKeySet()) {
            least = Math.min(least, firsts.get(hour));
            firsts.put(hour, least);
        }
        files.sort(Comparator.comparingLong((IndexedFile file) -> -file.facts().lastSeq()));
    }

    static LaneHours of(LaneEvents lane) throws IOException {
        lane.hasRejects();
        return new LaneHours(lane);
    }

    private static boolean mayHaveAnchor(IndexedFile file) {
        for (RowGroupFacts group : file.rowGroups()) {
            for (SnapshotKind kind : SnapshotKind.values()) {
                if (EventSearch.isDeep(kind) && group.mayHold(kind)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isEmpty() {
        return firsts.isEmpty();
    }

    /** Its files, the one with the largest last event first. */
    List<IndexedFile> newestFirst() {
        return files;
    }

    /** Whether a bucket's hours have events. */
    boolean hasEvents(long start, long every) {
        Long hour = firsts.ceilingKey(EventHour.of(start));
        return hour != null && hour * EventHour.NANOS < start + every;
    }

    /** Start of the first hour from an instant on that has events; the largest long if none has. */
    long nextWithEvents(long nanos) {
        Long hour = firsts.ceilingKey(EventHour.of(nanos));
        return hour == null ? Long.MAX_VALUE : hour * EventHour.NANOS;
    }

    /**
     * Cuts what is wanted where the hour before has an anchor, so that a task need not replay much
     * of what is before its events. Rows do not depend on it.
     *
     * @param minEvents a span has at least as many, but for the last
     */
    List<GridSpan> spans(GridSettings settings, long minEvents) {
        List<GridSpan> spans = new ArrayList<>();
        Long begun = null;
        long before = Long.MIN_VALUE;
        for (long hour : wanted(settings)) {
            boolean mayCut =
                    begun != null
                            && (settings.isWithinHours() || Math.floorMod(hour, 24L) == 0)
                            && haveAnchors.get(before)
                            && firsts.get(hour) - firsts.get(begun) >= minEvents;
            if (mayCut) {
                spans.add(span(begun, before, firsts.get(hour)));
                begun = hour;
            }
            begun = begun == null ? hour : begun;
            before = hour;
        }
        if (begun != null) {
            Long after = firsts.higherKey(before);
            spans.add(span(begun, before, after == null ? lastSeq + 1 : firsts.get(after)));
        }
        return spans;
    }

    private Iterable<Long> wanted(GridSettings settings) {
        long unit = settings.isWithinHours() ? EventHour.NANOS : GridSettings.DAY;
        long from = Math.floorDiv(settings.from(), unit) * (unit / EventHour.NANOS);
        long to = EventHour.of(settings.to() - 1);
        return from > to ? List.of() : firsts.subMap(from, true, to, true).keySet();
    }

    private GridSpan span(long first, long last, long endSeq) {
        long firstSeq = firsts.get(first);
        return new GridSpan(
                first * EventHour.NANOS,
                (last + 1) * EventHour.NANOS,
                firstSeq,
                endSeq,
                firstSeq == firsts.firstEntry().getValue(),
                endSeq == lastSeq + 1);
    }
}
