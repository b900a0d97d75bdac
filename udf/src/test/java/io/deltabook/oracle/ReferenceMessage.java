// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole message: the longest run of rows with one key (contract 2). Its ids and its time are
 * those of its first usable row, or of its first row where none is usable.
 */
final class ReferenceMessage {
    /** Where a snapshot came from, null for deltas. */
    SnapshotSource source;

    long updateId;
    long firstId;
    long previousId;
    long timeNanos;

    /** All usable rows; after {@link #close()} those of one block. */
    List<ReferenceRow> rows = new ArrayList<>();

    /** How often the block of usable rows stands in the run. */
    int blocks = 1;

    boolean hasRejectedRow;

    /** A rejected row without readable id stood inside, right before or right behind the run. */
    boolean hasLooseRow;

    ReferenceMessage(SnapshotSource source, long updateId) {
        this.source = source;
        this.updateId = updateId;
    }

    /** Finds the smallest block that makes up the run when repeated. */
    void close() {
        int all = rows.size();
        for (int length = 1; length < all; length++) {
            if (all % length == 0 && repeats(length)) {
                blocks = all / length;
                rows = new ArrayList<>(rows.subList(0, length));
                return;
            }
        }
    }

    /**
     * Whether unmarked rows are a full snapshot (contract 3.4): at least {@code minLevels} rows on
     * each side, no zero quantity, no price twice on a side, highest bid below lowest ask.
     */
    boolean isShapedAsSnapshot(int minLevels) {
        Set<Long> bids = new HashSet<>();
        Set<Long> asks = new HashSet<>();
        for (ReferenceRow row : rows) {
            boolean first = (row.side() == Side.BID ? bids : asks).add(row.price());
            if (row.quantity() == 0 || !first) {
                return false;
            }
        }
        return bids.size() >= minLevels
                && asks.size() >= minLevels
                && bids.stream().allMatch(bid -> asks.stream().allMatch(ask -> bid < ask));
    }

    private boolean repeats(int length) {
        for (int i = length; i < rows.size(); i++) {
            if (!rows.get(i).equals(rows.get(i - length))) {
                return false;
            }
        }
        return true;
    }
}
