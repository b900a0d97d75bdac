// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole message: the longest run of rows with one key (contract 2). Its ids and its time are
 * those of its first usable row, or of its first row where none is usable.
 */
final class ReferenceMessage {
    final boolean snapshot;
    final long updateId;
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

    ReferenceMessage(boolean snapshot, long updateId) {
        this.snapshot = snapshot;
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

    private boolean repeats(int length) {
        for (int i = length; i < rows.size(); i++) {
            if (!rows.get(i).equals(rows.get(i - length))) {
                return false;
            }
        }
        return true;
    }
}
