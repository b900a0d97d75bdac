// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.verify.LaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The CLOSING at the end of an output, compared with the RESYNC of the output that continues it.
 *
 * @param seq its event_seq
 * @param facts its update_id, event_timestamp and book_state, as text
 * @param bids its bids, as text
 * @param asks its asks, as text
 * @param covered number of levels that it covers
 */
record ClosingBook(long seq, String facts, List<String> bids, List<String> asks, long covered) {
    static ClosingBook of(LaneRows rows) {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        return new ClosingBook(
                rows.seq(),
                facts(rows),
                levels(chunk.bids(), row),
                levels(chunk.asks(), row),
                covered(chunk, row));
    }

    private static String facts(LaneRows rows) {
        NumberValues id = rows.chunk().updateId();
        return "update_id=%s event_timestamp=%d book_state=%s"
                .formatted(
                        id.isNull(rows.row()) ? "null" : Long.toString(id.value(rows.row())),
                        rows.nanos(),
                        rows.state());
    }

    private static List<String> levels(LevelValues side, int row) {
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < side.levels(row); level++) {
            levels.add(side.text(row, level));
        }
        return levels;
    }

    private static long covered(EventChunk chunk, int row) {
        return chunk.coveredBids().value(row) + chunk.coveredAsks().value(row);
    }

    /** What is wrong with the row that must be its RESYNC; null if it is correct. */
    String fault(LaneRows rows) {
        if (rows.kind() != SnapshotKind.RESYNC) {
            return "the seed's RESYNC must follow, but a %s does"
                    .formatted(rows.kind() == null ? rows.type() : rows.kind());
        }
        ClosingBook found = of(rows);
        if (found.seq != seq + 1) {
            return "event_seq must be %d, but is %d".formatted(seq + 1, found.seq);
        }
        if (!found.facts.equals(facts)) {
            return "%s must be %s".formatted(found.facts, facts);
        }
        if (!isTopOf(found.bids, bids) || !isTopOf(found.asks, asks)) {
            return "its levels must be the best of the CLOSING, but are not";
        }
        return found.covered > covered
                ? "it must cover at most %d levels, but covers %d".formatted(covered, found.covered)
                : null;
    }

    private static boolean isTopOf(List<String> some, List<String> all) {
        return some.size() <= all.size()
                && some.equals(all.subList(0, some.size()))
                && some.isEmpty() == all.isEmpty();
    }
}
