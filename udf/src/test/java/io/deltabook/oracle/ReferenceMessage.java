// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Missing;
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

    /** A snapshot whose moment among the messages is only supposed. */
    boolean isWithoutId;

    long updateId;
    long firstId = Missing.ID;
    long previousId = Missing.ID;
    long timeNanos = Missing.TIME;

    /** All usable rows; after {@link #close()} those of one block. */
    List<ReferenceRow> rows = new ArrayList<>();

    /** How often the block of usable rows stands in the run. */
    int blocks = 1;

    /** Rows of any kind in the run. */
    int length;

    /** Rejected rows of the message. */
    final ReferenceDamage own = new ReferenceDamage();

    /** Rejected rows without readable id inside, right before or right after the run. */
    final ReferenceDamage beside = new ReferenceDamage();

    ReferenceMessage(SnapshotSource source, long updateId) {
        this.source = source;
        this.updateId = updateId;
    }

    /** Whether the usable rows so far are all of the side opposite to {@code side}. */
    boolean lacksOnly(Side side) {
        return !rows.isEmpty() && rows.stream().noneMatch(row -> row.side() == side);
    }

    /** Whether the usable rows so far are all of one side. */
    boolean isOneSided() {
        return lacksOnly(Side.BID) || lacksOnly(Side.ASK);
    }

    boolean has(Side side) {
        return rows.stream().anyMatch(row -> row.side() == side);
    }

    /** What else came with two snapshots that looked like one may be of either. */
    void shareDamage(ReferenceMessage next) {
        next.length += length - rows.size();
        own.addAll(next.own);
        next.own.addAll(own);
        beside.addAll(next.beside);
        next.beside.addAll(beside);
    }

    /** Takes over the rows of the message that turned out to be the rest of this one. */
    void append(ReferenceMessage rest) {
        if (rows.isEmpty() && !rest.rows.isEmpty()) {
            firstId = rest.firstId;
            previousId = rest.previousId;
            timeNanos = rest.timeNanos;
        }
        rows.addAll(rest.rows);
        length += rest.length;
        own.addAll(rest.own);
        beside.addAll(rest.beside);
    }

    /** Finds the smallest block that makes up the run when repeated. */
    void close() {
        int all = rows.size();
        for (int block = 1; block < all; block++) {
            if (all % block == 0 && repeats(block)) {
                blocks = all / block;
                rows = new ArrayList<>(rows.subList(0, block));
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

    private boolean repeats(int block) {
        for (int i = block; i < rows.size(); i++) {
            if (!rows.get(i).equals(rows.get(i - block))) {
                return false;
            }
        }
        return true;
    }
}
