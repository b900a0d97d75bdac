// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
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

    /** Receives a level that is set; quantity 0 removes it. */
    @FunctionalInterface
    public interface Change {
        void set(Side side, BigDecimal price, BigDecimal quantity) throws IOException;
    }

    /** The changes that make another book of this one: what it lacks goes, then all its levels. */
    public void becoming(ExportedBook next, Change change) throws IOException {
        for (Side side : Side.values()) {
            for (BigDecimal price : of(side).keySet()) {
                if (!next.has(side, price)) {
                    change.set(side, price, BigDecimal.ZERO);
                }
            }
            for (Map.Entry<BigDecimal, BigDecimal> level : next.of(side).entrySet()) {
                change.set(side, level.getKey(), level.getValue());
            }
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
