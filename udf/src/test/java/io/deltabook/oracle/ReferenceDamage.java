// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What rejected rows cost: all certainty, or a side's from a price on (contract 3.1). */
final class ReferenceDamage {
    /** A row whose side or price cannot be read. */
    boolean isUnreadable;

    /** Side and price of the other rows; the quantity is of no use. */
    final List<ReferenceRow> cuts = new ArrayList<>();

    void add(ReferenceInput row) {
        if (row.isReadable()) {
            cuts.add(new ReferenceRow(row.side(), row.price(), 0));
        } else {
            isUnreadable = true;
        }
    }

    void addAll(ReferenceDamage other) {
        isUnreadable |= other.isUnreadable;
        cuts.addAll(other.cuts);
    }

    void clear() {
        isUnreadable = false;
        cuts.clear();
    }

    boolean touches(Side side) {
        return !prices(side).isEmpty();
    }

    /** Prices of a side about which nothing is known. */
    Set<Long> prices(Side side) {
        Set<Long> prices = new HashSet<>();
        for (ReferenceRow cut : cuts) {
            if (cut.side() == side) {
                prices.add(cut.price());
            }
        }
        return prices;
    }

    void applyTo(ReferenceBook book) {
        if (isUnreadable) {
            book.dropHorizons();
        }
        for (ReferenceRow cut : cuts) {
            book.side(cut.side()).cutHorizon(cut.price());
        }
    }
}
