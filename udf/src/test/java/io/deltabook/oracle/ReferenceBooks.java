// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a lane does that has no deltas, only rows of the book table. */
final class ReferenceBooks {
    private final LaneSnapshots snapshots;
    private final ReferenceTable table;

    ReferenceBooks(LaneSnapshots snapshots, ReferenceTable table) {
        this.snapshots = snapshots;
        this.table = table;
    }

    /** Books stand in place of messages: event time passes from one taken to the next. */
    void taken(ReferenceMessage book) {
        if (snapshots.isBooksOnly()) {
            long counted = book.updateId;
            book.updateId = book.isWithoutId ? Missing.ID : counted;
            table.clock.taken(book, table.state);
            book.updateId = counted;
        }
    }

    /** Whether a missing file of the book table may have held what the book became. */
    boolean dependOn(ReferenceInput file) {
        return snapshots.isBooksOnly() && file.file().startsWith("book/");
    }

    /** The rows that lead from the book to the next one, as deep as both of them tell. */
    List<ReferenceRow> differences(Map<Side, TreeMap<Long, Long>> next) {
        List<ReferenceRow> rows = new ArrayList<>();
        if (snapshots == LaneSnapshots.DIFFERENCES && table.state == BookState.LIVE) {
            for (Side side : Side.values()) {
                differences(side, table.book.side(side), next.get(side), rows);
            }
        }
        return rows;
    }

    private void differences(
            Side side, ReferenceSide ours, TreeMap<Long, Long> listed, List<ReferenceRow> rows) {
        TreeMap<Long, Long> next = ours.emptyLevels();
        for (Map.Entry<Long, Long> level : listed.entrySet()) {
            if (next.size() < table.settings.retained()) {
                next.put(level.getKey(), level.getValue());
            }
        }
        Map<Long, Long> before = ours.levels();
        TreeSet<Long> prices = new TreeSet<>(next.comparator());
        prices.addAll(before.keySet());
        prices.addAll(next.keySet());
        for (long price : next.isEmpty() ? prices : prices.headSet(next.lastKey(), true)) {
            if (!Objects.equals(before.get(price), next.get(price))) {
                rows.add(new ReferenceRow(side, price, next.getOrDefault(price, 0L)));
            }
        }
    }

    /** Writes them as one message in the state of the loaded book. */
    void write(List<ReferenceRow> rows, ReferenceMessage book) {
        table.journal.counters.add("DIFFERENCE_EVENTS", rows.size());
        for (int i = 0; i < rows.size(); i++) {
            boolean last = i == rows.size() - 1;
            table.journal.delta(book.timeNanos, table.state, book.updateId, rows.get(i), last);
        }
    }
}
