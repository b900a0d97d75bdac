// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import io.deltabook.contract.LaneId;
import io.deltabook.job.fidelity.FidelityResult;
import io.deltabook.job.fidelity.Figure;
import io.deltabook.job.fidelity.LaneMeasures;
import io.deltabook.job.fidelity.LaneResult;
import io.deltabook.job.fidelity.measure.Bins;
import io.deltabook.job.fidelity.measure.BookPairs;
import io.deltabook.job.fidelity.measure.DistributionDistance;
import io.deltabook.job.fidelity.measure.DriftSeries;
import io.deltabook.job.fidelity.measure.LevelAgreement;
import io.deltabook.job.fidelity.measure.QuoteFlow;
import io.deltabook.job.fidelity.measure.Returns;
import io.deltabook.job.fidelity.measure.TailIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What a comparison found, for programs; docs/fidelity.md describes it. */
final class FidelityJson {
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private final FidelityResult found;

    FidelityJson(FidelityResult found) {
        this.found = found;
    }

    Map<String, Object> document() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", found.check().output().toString());
        json.put("reference", found.check().against().toString());
        json.put("reference_kind", found.check().kind());
        json.put("depth", found.check().settings().depth());
        json.put("every_ns", found.check().settings().everyNanos());
        json.put("within_ns", found.check().settings().withinNanos());
        json.put("keep_suspect", found.check().settings().keepsSuspect());
        json.put("passed", found.isPassed());
        List<Object> all = new ArrayList<>();
        found.lanes().forEach(lane -> all.add(lane(lane)));
        json.put("lanes", all);
        json.put(
                "not_compared",
                found.check().notCompared().stream().map(FidelityJson::lane).toList());
        return json;
    }

    private static Map<String, Object> lane(LaneId lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exchange", lane.exchange());
        json.put("symbol", lane.symbol());
        return json;
    }

    private Map<String, Object> lane(LaneResult result) {
        Map<String, Object> json = lane(result.lane());
        LaneMeasures lane = result.measures();
        json.put("reference_lane", lane(result.other()));
        json.put("passed", result.failures(found.thresholds()).isEmpty());
        json.put("first_ns", lane.firstNanos());
        json.put("last_ns", lane.lastNanos());
        json.put("reference_books", lane.wanted());
        json.put("compared_books", lane.pairs().pairs());
        json.put("instants_without_reference", lane.withoutReference());
        json.put("reference_books_of_other_times", lane.outside());
        json.put("figures", figures(result));
        json.put("best", best(lane.pairs()));
        json.put("levels", lane.pairs().levels().stream().map(FidelityJson::level).toList());
        json.put("distributions", distributions(lane));
        json.put("returns", returns(lane.returns()));
        json.put("order_flow", orderFlow(lane));
        json.put("drift", lane.drift().points().stream().map(FidelityJson::drift).toList());
        return json;
    }

    private List<Object> figures(LaneResult lane) {
        List<Object> figures = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            double value = lane.figures().get(figure);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("figure", figure.key());
            json.put("value", number(value));
            json.put(
                    figure.isMinimum() ? "at_least" : "at_most",
                    number(found.thresholds().bound(figure)));
            json.put(
                    "passed",
                    Double.isNaN(value) ? null : found.thresholds().passes(figure, value));
            figures.add(json);
        }
        return figures;
    }

    /** JSON has no number that is not one. */
    static Double number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : value;
    }

    private static Map<String, Object> best(BookPairs pairs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mid_rmse", number(pairs.mids().rmse()));
        json.put("mid_mean_error", number(pairs.mids().mean()));
        json.put("mid_rmse_bps", number(pairs.midsInBps().rmse()));
        json.put("mid_mean_error_bps", number(pairs.midsInBps().mean()));
        json.put("quantity_ratio", number(pairs.quantityRatio()));
        return json;
    }

    private static Map<String, Object> level(LevelAgreement level) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("side", level.side().name().toLowerCase(Locale.ROOT));
        json.put("level", level.level());
        json.put("reference_levels", level.wanted());
        json.put("found", level.found());
        json.put("price_equal", level.priceEqual());
        json.put("equal", level.equal());
        json.put("price_rmse", number(level.prices().rmse()));
        json.put("price_rmse_bps", number(level.pricesInBps().rmse()));
        json.put("quantity_rmse", number(level.quantities().rmse()));
        json.put("quantity_relative_rmse", number(level.quantities().relativeRmse()));
        json.put("quantity_correlation", number(level.depth().r()));
        return json;
    }

    private static Map<String, Object> distributions(LaneMeasures lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "spread",
                distribution(lane.spreads(), lane.spreadsOfOurs(), lane.spreadsOfReference()));
        json.put(
                "between_messages_ns",
                distribution(lane.messages(), lane.ours().messages(), lane.reference().messages()));
        json.put(
                "between_quotes_ns",
                distribution(lane.changes(), lane.ours().changes(), lane.reference().changes()));
        return json;
    }

    private static Map<String, Object> distribution(
            DistributionDistance distance, Bins ours, Bins reference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("wasserstein", number(distance.wasserstein()));
        json.put("wasserstein_effect", number(distance.effect()));
        json.put("energy_coefficient", number(distance.energy()));
        json.put("ks_statistic", number(distance.ks()));
        json.put("ks_p", number(distance.p()));
        json.put("ours", sample(ours));
        json.put("reference", sample(reference));
        return json;
    }

    private static Map<String, Object> sample(Bins bins) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", bins.count());
        json.put("mean", number(bins.mean()));
        json.put("standard_deviation", number(bins.deviation()));
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (double share : QUANTILES) {
            quantiles.put(Double.toString(share), number(bins.quantile(share)));
        }
        json.put("quantiles", quantiles);
        return json;
    }

    private static Map<String, Object> returns(Returns returns) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "tail_index",
                pair(
                        TailIndex.of(returns.sizesOfOurs()),
                        TailIndex.of(returns.sizesOfReference())));
        json.put("autocorrelation_ours", lags(1, returns::clusteringOfOurs));
        json.put("autocorrelation_reference", lags(1, returns::clusteringOfReference));
        json.put("lag_steps", number(returns.lag()));
        json.put("cross_correlation", lags(-Returns.MAX_LAG, returns::correlation));
        return json;
    }

    private static Map<String, Object> lags(int from, IntToDoubleFunction of) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int lag = from; lag <= Returns.MAX_LAG; lag++) {
            json.put(Integer.toString(lag), number(of.applyAsDouble(lag)));
        }
        return json;
    }

    private static Map<String, Object> orderFlow(LaneMeasures lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interval_ns", QuoteFlow.INTERVAL);
        json.put(
                "intervals", pair(lane.ours().impact().count(), lane.reference().impact().count()));
        json.put("r2", pair(lane.ours().impact().r2(), lane.reference().impact().r2()));
        json.put("impact", pair(lane.ours().impact().slope(), lane.reference().impact().slope()));
        return json;
    }

    private static Map<String, Object> pair(double ours, double reference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ours", number(ours));
        json.put("reference", number(reference));
        return json;
    }

    private static Map<String, Object> drift(DriftSeries.Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from_ns", point.fromNanos());
        json.put("to_ns", point.toNanos());
        json.put("books", point.pairs());
        json.put("drift_mean", number(point.drift()));
        json.put("drift_max", number(point.worst()));
        json.put("mid_mean_error_bps", number(point.midErrorBps()));
        json.put("best_equal", number(point.bestEqual()));
        return json;
    }
}
