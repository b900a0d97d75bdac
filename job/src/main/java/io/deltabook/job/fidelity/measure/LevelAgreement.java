// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;

/** How far one level of a side agrees. */
public final class LevelAgreement {
    private final Side side;
    private final int level;
    private final Errors prices = new Errors();
    private final Errors pricesInBps = new Errors();
    private final Errors quantities = new Errors();
    private final Correlation depth = new Correlation();
    private long wanted;
    private long priceEqual;
    private long equal;

    LevelAgreement(Side side, int level) {
        this.side = side;
        this.level = level;
    }

    void see(BookTop ours, BookTop reference) {
        if (level >= reference.size(side)) {
            return;
        }
        wanted++;
        if (level >= ours.size(side)) {
            return;
        }
        double price = reference.price(side, level);
        prices.add(ours.price(side, level), price);
        pricesInBps.add(BookPairs.inBps(ours.price(side, level), price), 0);
        quantities.add(ours.quantity(side, level), reference.quantity(side, level));
        depth.add(ours.quantity(side, level), reference.quantity(side, level));
        priceEqual += ours.isPriceEqual(reference, side, level) ? 1 : 0;
        equal += ours.isLevelEqual(reference, side, level) ? 1 : 0;
    }

    /** The side. */
    public Side side() {
        return side;
    }

    /** Number of the level, 0 = best. */
    public int level() {
        return level;
    }

    /** Books of the reference that have the level. */
    public long wanted() {
        return wanted;
    }

    /** Of these, ours with the level. */
    public long found() {
        return prices.count();
    }

    /** Of the reference's, ours with the same price. */
    public long priceEqual() {
        return priceEqual;
    }

    /** Of the reference's, ours with the same price and quantity. */
    public long equal() {
        return equal;
    }

    /** Differences of prices where both books have the level. */
    public Errors prices() {
        return prices;
    }

    /** The same in ten thousandths of the reference's price. */
    public Errors pricesInBps() {
        return pricesInBps;
    }

    /** Differences of quantities where both books have the level. */
    public Errors quantities() {
        return quantities;
    }

    /** Correlation of quantities where both books have the level. */
    public Correlation depth() {
        return depth;
    }
}
