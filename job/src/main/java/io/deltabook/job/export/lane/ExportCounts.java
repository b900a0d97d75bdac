// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of a lane's rows, and what a format could not carry exactly. Not thread-safe. */
public final class ExportCounts {
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Set<String> notes = new TreeSet<>();

    /** What is counted. */
    public enum Count {
        /** Rows of the output that were read. */
        ROWS,
        /** Changes of levels that were written. */
        DELTAS,
        /** Trades that were written. */
        TRADES,
        /** Books that were written whole, after a gap or where the output replaces its book. */
        SNAPSHOTS,
        /** Books that were written whole because a day begins. */
        DAY_STARTS,
        /** Times at which readers lose the book. */
        CLEARS,
        /** Changes of levels that were left out because no book could be trusted. */
        LEFT_OUT,
        /** Rows whose times lost digits. */
        TIMES_CUT,
        /** Rows whose arrival was raised to that of a row before. */
        TIMES_RAISED,
        /** Prices and quantities that are not the shortest text of a double. */
        ROUNDED,
        /** Rows without arrival, which have the event time instead. */
        WITHOUT_ARRIVAL,
        /** Files that were written. */
        FILES
    }

    public void add(Count count) {
        add(count, 1);
    }

    public void add(Count count, long more) {
        counts.merge(count, more, Long::sum);
    }

    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** A sentence for the user. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public Set<String> notes() {
        return notes;
    }

    public void addAll(ExportCounts other) {
        other.counts.forEach(this::add);
        notes.addAll(other.notes);
    }
}
