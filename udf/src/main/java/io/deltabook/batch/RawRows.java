// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.batch.DeltaBatch.RawRow;
import java.util.ArrayList;
import java.util.List;

/** Rows of a batch in row order with their values as found. */
final class RawRows {
    private final List<RawRow> rows = new ArrayList<>();

    List<RawRow> rows() {
        return rows;
    }

    void add(RawRow row) {
        rows.add(row);
    }

    /** Appends those of another batch's rows {@code start … end − 1}, shifted by an offset. */
    void appendOf(RawRows from, int start, int end, int offset) {
        for (int i = from.firstAt(start); i < from.rows.size(); i++) {
            RawRow raw = from.rows.get(i);
            if (raw.index() >= end) {
                break;
            }
            rows.add(new RawRow(raw.index() + offset, raw.side(), raw.price(), raw.quantity()));
        }
    }

    /** The values of a row, null if it is not among these. */
    RawRow at(int row) {
        int at = firstAt(row);
        return at < rows.size() && rows.get(at).index() == row ? rows.get(at) : null;
    }

    /** Position of the first such row at or after a row. */
    private int firstAt(int row) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).index() < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
