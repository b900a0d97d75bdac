// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.Side;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The book that a reader of the exported files holds. Not thread-safe. */
public final class ExportedBook {
    private final NavigableMap<BigDecimal, BigDecimal> bids =
            new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    /** A side's quantities by price, best first. */
    public NavigableMap<BigDecimal, BigDecimal> side(Side side) {
        return Collections.unmodifiableNavigableMap(of(side));
    }

    /** Whether a side has a level. */
    public boolean has(Side side, BigDecimal price) {
        return of(side).containsKey(price);
    }

    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    /** Sets a level; quantity 0 removes it. */
    public void set(Side side, BigDecimal price, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            of(side).remove(price);
        } else {
            of(side).put(price, quantity);
        }
    }

    /** A copy that does not change with this book. */
    public ExportedBook copy() {
        ExportedBook copy = new ExportedBook();
        copy.bids.putAll(bids);
        copy.asks.putAll(asks);
        return copy;
    }

    public void clear() {
        bids.clear();
        asks.clear();
    }

    private NavigableMap<BigDecimal, BigDecimal> of(Side side) {
        return side == Side.BID ? bids : asks;
    }
}
