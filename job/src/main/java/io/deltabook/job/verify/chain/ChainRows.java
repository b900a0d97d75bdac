// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The rows of a lane across outputs that continue one another, as a single run would have written
 * them: without the CLOSING and the RESYNC at each seam, which are compared with each other, and
 * without the books of messages cut by a seam, which reflect only half of the message.
 */
final class ChainRows implements Closeable {
    private final LaneId lane;
    private final List<ChainLink> links;
    private final Set<Long> cut;
    private final Findings findings;
    private int link = -1;
    private LaneRows rows;
    private ClosingBook closing;

    /**
     * @param cut ids of messages cut by a seam
     */
    ChainRows(LaneId lane, List<ChainLink> links, Set<Long> cut, Findings findings) {
        this.lane = lane;
        this.links = links;
        this.cut = cut;
        this.findings = findings;
    }

    /** Moves to the next row; false at the end. */
    boolean next() throws IOException {
        while (true) {
            if (rows != null && rows.next()) {
                if (!isSeam() && !(rows.type() == EventType.BOOK_SNAPSHOT && isCut())) {
                    return true;
                }
            } else if (!open()) {
                return false;
            }
        }
    }

    private boolean open() throws IOException {
        close();
        link++;
        if (link == links.size()) {
            rows = null;
            return false;
        }
        rows = links.get(link).rows(lane, findings);
        return true;
    }

    private boolean isSeam() {
        if (closing != null) {
            String fault = closing.fault(rows);
            closing = null;
            if (fault != null) {
                findings.lane(FindingKind.SEED, lane, "[%s] %s", links.get(link).output(), fault);
            }
            return true;
        }
        boolean isSeed =
                rows.kind() == SnapshotKind.CLOSING
                        && link + 1 < links.size()
                        && links.get(link + 1).seedIn(links.get(link), lane) == rows.seq();
        if (isSeed) {
            closing = ClosingBook.of(rows);
        }
        return isSeed;
    }

    /** Whether the row belongs to a message cut by a seam. */
    boolean isCut() {
        NumberValues id = rows.chunk().updateId();
        return !cut.isEmpty() && !id.isNull(rows.row()) && cut.contains(id.value(rows.row()));
    }

    /** The row, in its file. */
    LaneRows rows() {
        return rows;
    }

    /** Output that contains the row. */
    ChainLink link() {
        return links.get(link);
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
