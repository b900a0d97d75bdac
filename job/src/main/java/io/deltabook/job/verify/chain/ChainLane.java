// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.read.CanonicalBytes;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.job.verify.compare.RowDifference;
import io.deltabook.job.verify.digest.Digests;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Reads a lane across outputs that continue one another and, alongside, the same lane in the output
 * of a single run. Not compared: event_seq, which the seams shift; what is certified and covered,
 * which after a seam may be less but never more; and, for a message cut by a seam, last_in_message
 * and the books.
 */
final class ChainLane {
    private static final Set<String> OWN =
            Set.of(
                    EventSchema.EVENT_SEQ,
                    EventSchema.CERTIFIED_BIDS,
                    EventSchema.CERTIFIED_ASKS,
                    EventSchema.COVERED_BIDS,
                    EventSchema.COVERED_ASKS);

    private final LaneId lane;
    private final Findings findings;
    private final CanonicalBytes bytes = new CanonicalBytes();
    private final CanonicalBytes otherBytes = new CanonicalBytes();
    private final MessageDigest digest = Digests.begin();
    private final MessageDigest otherDigest = Digests.begin();
    private long rows;
    private long otherRows;
    private long fewer;
    private boolean hasDiffered;

    ChainLane(LaneId lane, Findings findings) {
        this.lane = lane;
        this.findings = findings;
    }

    /**
     * Reads the lane.
     *
     * @param others a single output, or none
     * @param progress receives the number of rows read since the last call
     */
    ChainResult read(List<ChainLink> links, List<ChainLink> others, LongConsumer progress)
            throws IOException {
        Set<Long> cut = CutMessages.of(lane, links, findings);
        try (ChainRows here = new ChainRows(lane, links, cut, findings);
                ChainRows there = new ChainRows(lane, others, cut, findings)) {
            boolean has = here.next();
            boolean otherHas = there.next();
            while (has || otherHas) {
                if (has) {
                    add(here, bytes, digest);
                    rows++;
                    progress.accept(1);
                }
                if (otherHas) {
                    add(there, otherBytes, otherDigest);
                    otherRows++;
                    progress.accept(1);
                }
                if (!others.isEmpty() && !hasDiffered) {
                    compare(has ? here : null, otherHas ? there : null);
                }
                has = has && here.next();
                otherHas = otherHas && there.next();
            }
        }
        if (!others.isEmpty() && rows != otherRows) {
            findings.lane(
                    FindingKind.DIFFERENCE,
                    lane,
                    "rows, without those of the seams, must be as many as in [%s], but are %d and %d",
                    others.get(0).output(),
                    rows,
                    otherRows);
        }
        return new ChainResult(
                lane,
                rows,
                Digests.text(digest),
                others.isEmpty() ? null : Digests.text(otherDigest),
                fewer);
    }

    private static void add(ChainRows from, CanonicalBytes to, MessageDigest digest) {
        LaneRows row = from.rows();
        to.clear();
        for (ColumnValues column : row.chunk().columns()) {
            if (isCompared(column.name(), from)) {
                column.canonical(row.row(), to);
            }
        }
        to.addTo(digest);
    }

    /** In a message cut by a seam, each half has an end. */
    private static boolean isCompared(String column, ChainRows row) {
        return !OWN.contains(column)
                && !(column.equals(EventSchema.LAST_IN_MESSAGE) && row.isCut());
    }

    private void compare(ChainRows here, ChainRows there) {
        if (here == null || there == null) {
            hasDiffered = true;
            ChainRows only = here == null ? there : here;
            findings.lane(
                    FindingKind.DIFFERENCE,
                    lane,
                    "a row must be in both the outputs and the other, but is only in %s",
                    place(only));
        } else if (!bytes.sameAs(otherBytes)) {
            hasDiffered = true;
            findings.lane(
                    FindingKind.DIFFERENCE,
                    lane,
                    "%s must be as in %s, but %s",
                    place(here),
                    place(there),
                    difference(here, there));
        } else if (here.rows().type() == EventType.BOOK_SNAPSHOT) {
            covered(here, there);
        }
    }

    private static String place(ChainRows rows) {
        return "[%s] event_seq %d".formatted(rows.link().output(), rows.rows().seq());
    }

    private static String difference(ChainRows here, ChainRows there) {
        RowDifference.Found found =
                new RowDifference(column -> isCompared(column, here))
                        .between(here.rows(), there.rows());
        return found == null
                ? "the columns differ"
                : "%s is %s here and %s there".formatted(found.what(), found.here(), found.there());
    }

    private void covered(ChainRows here, ChainRows there) {
        List<NumberValues> mine = depths(here.rows().chunk());
        List<NumberValues> theirs = depths(there.rows().chunk());
        boolean isFewer = false;
        boolean isMore = false;
        for (int i = 0; i < mine.size(); i++) {
            long depth = mine.get(i).value(here.rows().row());
            long other = theirs.get(i).value(there.rows().row());
            isFewer |= depth < other;
            isMore |= depth > other;
        }
        fewer += isFewer ? 1 : 0;
        if (isMore) {
            findings.lane(
                    FindingKind.CERTIFIED,
                    lane,
                    "%s must certify and cover at most the levels of %s, but does more",
                    place(here),
                    place(there));
        }
    }

    private static List<NumberValues> depths(EventChunk chunk) {
        return List.of(
                chunk.certifiedBids(),
                chunk.certifiedAsks(),
                chunk.coveredBids(),
                chunk.coveredAsks());
    }
}
