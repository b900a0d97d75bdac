// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.job.fidelity.measure.TailIndex;
import java.util.function.ToDoubleFunction;

/** The figures that a comparison is judged by. */
public enum Figure {
    COMPARED("compared", true, 0.95, "share of the reference's books", LaneMeasures::compared),
    BEST_PRICE(
            "best.price-equal",
            true,
            0.98,
            "share with the same best bid and ask prices",
            lane -> lane.pairs().bestPriceEqual()),
    BEST(
            "best.equal",
            true,
            0.95,
            "share with the same best prices and quantities",
            lane -> lane.pairs().bestEqual()),
    MID(
            "best.mid-rmse",
            false,
            0.1,
            "bps: error of the mid price",
            lane -> lane.pairs().midsInBps().rmse()),
    CROSSED(
            "best.crossed",
            false,
            0.001,
            "share crossed or locked where the reference is not",
            lane -> lane.pairs().crossed()),
    IMBALANCE(
            "best.imbalance",
            true,
            0.95,
            "correlation of the imbalance of best quantities",
            lane -> lane.pairs().imbalance().r()),
    LEVEL_PRICE(
            "levels.price-equal",
            true,
            0.98,
            "share of levels with the same price",
            lane -> lane.pairs().levelPriceEqual()),
    LEVEL(
            "levels.equal",
            true,
            0.95,
            "share of levels with the same price and quantity",
            lane -> lane.pairs().levelEqual()),
    QUANTITY_RMSE(
            "levels.quantity-rmse",
            false,
            0.2,
            "share: error of quantities, worst level",
            lane -> lane.pairs().worstQuantityError()),
    QUANTITY_BIAS(
            "levels.quantity-bias",
            false,
            0.01,
            "share by which quantities are too large or small",
            lane -> Math.abs(lane.pairs().quantityRatio() - 1)),
    DEPTH(
            "levels.correlation",
            true,
            0.95,
            "correlation of quantities, worst level",
            lane -> lane.pairs().worstCorrelation()),
    DRIFT("drift.mean", false, 0.1, "mean drift", lane -> lane.drift().mean()),
    DRIFT_WORST(
            "drift.worst",
            false,
            0.5,
            "largest mean drift of a span",
            lane -> lane.drift().worstPoint()),
    DRIFT_TREND(
            "drift.trend",
            false,
            0.05,
            "drift of the last quarter less that of the first",
            lane -> lane.drift().trend()),
    STALE(
            "stale.longest",
            false,
            5,
            "s: best quotes still while the reference's moved",
            lane -> lane.staleness().longestNanos() / 1e9),
    SPREAD(
            "spread.wasserstein",
            false,
            0.05,
            "standard deviations: spreads",
            lane -> lane.spreads().effect()),
    SPREAD_ENERGY(
            "spread.energy",
            false,
            0.01,
            "coefficient 0 to 1: spreads",
            lane -> lane.spreads().energy()),
    MESSAGES(
            "messages.wasserstein",
            false,
            0.1,
            "standard deviations: times between messages",
            lane -> lane.messages().effect()),
    MESSAGES_ENERGY(
            "messages.energy",
            false,
            0.01,
            "coefficient 0 to 1: times between messages",
            lane -> lane.messages().energy()),
    QUOTES(
            "quotes.wasserstein",
            false,
            0.1,
            "standard deviations: times between quotes",
            lane -> lane.changes().effect()),
    QUOTES_ENERGY(
            "quotes.energy",
            false,
            0.01,
            "coefficient 0 to 1: times between quotes",
            lane -> lane.changes().energy()),
    LAG(
            "returns.lag",
            false,
            0,
            "steps by which returns come late or early",
            lane -> Math.abs(lane.returns().lag())),
    TAIL(
            "returns.tail",
            false,
            0.1,
            "share by which the tail index differs",
            lane ->
                    difference(
                            TailIndex.of(lane.returns().sizesOfOurs()),
                            TailIndex.of(lane.returns().sizesOfReference()))),
    CLUSTERING(
            "returns.clustering",
            false,
            0.05,
            "difference of autocorrelations of volatility",
            lane -> lane.returns().clusteringDifference()),
    ORDER_FLOW(
            "flow.r2",
            false,
            0.05,
            "difference of R² of order-flow imbalance",
            lane -> Math.abs(lane.ours().impact().r2() - lane.reference().impact().r2()));

    private final String key;
    private final boolean isMinimum;
    private final double bound;
    private final String meaning;
    private final ToDoubleFunction<LaneMeasures> value;

    Figure(
            String key,
            boolean isMinimum,
            double bound,
            String meaning,
            ToDoubleFunction<LaneMeasures> value) {
        this.key = key;
        this.isMinimum = isMinimum;
        this.bound = bound;
        this.meaning = meaning;
        this.value = value;
    }

    private static double difference(double ours, double reference) {
        return Math.abs(ours - reference) / reference;
    }

    /** Its name in thresholds, text and JSON. */
    public String key() {
        return key;
    }

    /** Whether the threshold is the least value that passes, not the largest. */
    public boolean isMinimum() {
        return isMinimum;
    }

    /** The threshold that applies unless another is given. */
    public double defaultBound() {
        return bound;
    }

    /** What it says, after its unit. */
    public String meaning() {
        return meaning;
    }

    /** Its value for a lane; NaN if there is too little to tell. */
    public double of(LaneMeasures lane) {
        return value.applyAsDouble(lane);
    }
}
