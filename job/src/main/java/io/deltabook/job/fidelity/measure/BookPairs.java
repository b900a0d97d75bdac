// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;
import java.util.ArrayList;
import java.util.List;

/** Agreement of pairs of books of the same instants: best prices, levels, depth, imbalance. */
public final class BookPairs {
    /** Basis points of one. */
    static final double BPS = 10_000;

    private final List<LevelAgreement> levels = new ArrayList<>();
    private final Errors mids = new Errors();
    private final Errors midsInBps = new Errors();
    private final Correlation imbalance = new Correlation();
    private long pairs;
    private long bestPriceEqual;
    private long bestEqual;
    private long crossed;
    private long quantityPairs;
    private double quantityLogs;

    /**
     * @param depth levels of a side that are compared
     */
    public BookPairs(int depth) {
        for (int level = 0; level < depth; level++) {
            for (Side side : Side.values()) {
                levels.add(new LevelAgreement(side, level));
            }
        }
    }

    /** Adds a pair of books of the same instant. */
    public void see(BookTop ours, BookTop reference) {
        pairs++;
        boolean isPriceEqual =
                isBestPriceEqual(ours, reference, Side.BID)
                        && isBestPriceEqual(ours, reference, Side.ASK);
        bestPriceEqual += isPriceEqual ? 1 : 0;
        bestEqual += ours.isBestEqual(reference) ? 1 : 0;
        if (ours.isTwoSided() && reference.isTwoSided()) {
            mids.add(ours.mid(), reference.mid());
            midsInBps.add(inBps(ours.mid(), reference.mid()), 0);
            imbalance.add(imbalance(ours), imbalance(reference));
            crossed += ours.spread() <= 0 && reference.spread() > 0 ? 1 : 0;
        }
        for (LevelAgreement level : levels) {
            level.see(ours, reference);
        }
        seeQuantities(ours, reference, Side.BID);
        seeQuantities(ours, reference, Side.ASK);
    }

    /** A difference of prices in ten thousandths of the reference's. */
    public static double inBps(double ours, double reference) {
        return ours == reference ? 0 : (ours - reference) / Math.abs(reference) * BPS;
    }

    private static boolean isBestPriceEqual(BookTop ours, BookTop reference, Side side) {
        return ours.isPriceEqual(reference, side, 0)
                || ours.size(side) == 0 && reference.size(side) == 0;
    }

    private static double imbalance(BookTop top) {
        double bid = top.quantity(Side.BID, 0);
        double ask = top.quantity(Side.ASK, 0);
        return (bid - ask) / (bid + ask);
    }

    private void seeQuantities(BookTop ours, BookTop reference, Side side) {
        for (int level = 0; level < Math.min(ours.size(side), reference.size(side)); level++) {
            if (ours.isPriceEqual(reference, side, level)) {
                quantityPairs++;
                quantityLogs +=
                        Math.log(ours.quantity(side, level) / reference.quantity(side, level));
            }
        }
    }

    /** Number of pairs. */
    public long pairs() {
        return pairs;
    }

    /** Share of pairs whose best bid and best ask have the same prices. */
    public double bestPriceEqual() {
        return (double) bestPriceEqual / pairs;
    }

    /** Share of pairs whose best bid and best ask have the same prices and quantities. */
    public double bestEqual() {
        return (double) bestEqual / pairs;
    }

    /** Share of pairs in which our book is crossed or locked, and the reference's is not. */
    public double crossed() {
        return (double) crossed / mids.count();
    }

    /** Differences of the mid prices. */
    public Errors mids() {
        return mids;
    }

    /** The same in ten thousandths of the reference's mid price. */
    public Errors midsInBps() {
        return midsInBps;
    }

    /** Correlation of (bid − ask) / (bid + ask) of the best quantities. */
    public Correlation imbalance() {
        return imbalance;
    }

    /** The levels, the best first, bid before ask. */
    public List<LevelAgreement> levels() {
        return levels;
    }

    /** Share of the reference's levels that ours has with the same price. */
    public double levelPriceEqual() {
        return share(levels.stream().mapToLong(LevelAgreement::priceEqual).sum());
    }

    /** Share of the reference's levels that ours has with the same price and quantity. */
    public double levelEqual() {
        return share(levels.stream().mapToLong(LevelAgreement::equal).sum());
    }

    private double share(long levelsEqual) {
        return (double) levelsEqual / levels.stream().mapToLong(LevelAgreement::wanted).sum();
    }

    /** The largest relative error of quantities of a level; NaN if no level was found. */
    public double worstQuantityError() {
        return levels.stream()
                .filter(level -> level.found() > 0)
                .mapToDouble(level -> level.quantities().relativeRmse())
                .max()
                .orElse(Double.NaN);
    }

    /** The smallest correlation of quantities of a level; NaN if no level has one. */
    public double worstCorrelation() {
        return levels.stream()
                .mapToDouble(level -> level.depth().r())
                .filter(r -> !Double.isNaN(r))
                .min()
                .orElse(Double.NaN);
    }

    /** Geometric mean of ours / reference over quantities of levels with the same price. */
    public double quantityRatio() {
        return quantityPairs == 0 ? Double.NaN : Math.exp(quantityLogs / quantityPairs);
    }
}
