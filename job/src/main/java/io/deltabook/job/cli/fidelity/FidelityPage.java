// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import io.deltabook.job.fidelity.FidelityResult;
import io.deltabook.job.fidelity.Figure;
import io.deltabook.job.fidelity.LaneMeasures;
import io.deltabook.job.fidelity.LaneResult;
import io.deltabook.job.fidelity.measure.DriftSeries;
import io.deltabook.job.fidelity.measure.LevelAgreement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a comparison found, as one page that loads nothing and runs no script. */
final class FidelityPage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 120;
    private static final String STYLE =
            """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
            table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:.15rem .7rem;border-bottom:1px solid #8884}
            th:first-child,td:first-child,td.text{text-align:left}
            .fail{font-weight:bold;color:light-dark(#a40,#fa6)}
            .wide{overflow-x:auto}
            svg{display:block;max-width:100%;height:auto;border-bottom:1px solid #8888}
            polyline{fill:none;stroke:light-dark(#05a,#6bf);stroke-width:1.5}
            """;

    private final FidelityResult found;
    private final StringBuilder page = new StringBuilder();

    FidelityPage(FidelityResult found) {
        this.found = found;
    }

    String html() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src")
                .append(" 'none'; style-src 'unsafe-inline'\">")
                .append("<title>Fidelity</title><style>\n")
                .append(STYLE)
                .append("</style></head><body><h1>Fidelity: ")
                .append(found.isPassed() ? "passed" : "<span class=\"fail\">failed</span>")
                .append("</h1><p>")
                .append(escaped(found.check().output().toString()))
                .append(" against ")
                .append(escaped(found.check().against().toString()))
                .append(" (")
                .append(escaped(found.check().kind()))
                .append(")</p>\n");
        found.lanes().forEach(this::lane);
        found.check()
                .notCompared()
                .forEach(
                        lane ->
                                page.append("<p>")
                                        .append(escaped(lane.toString()))
                                        .append(" is not in the reference.</p>\n"));
        return page.append("</body></html>\n").toString();
    }

    private void lane(LaneResult result) {
        LaneMeasures lane = result.measures();
        page.append("<h2>")
                .append(escaped(result.lane().toString()))
                .append(
                        "</h2>\n<p>%,d of %,d books compared"
                                .formatted(lane.pairs().pairs(), lane.wanted()));
        if (lane.pairs().pairs() > 0) {
            page.append(", from ").append(instant(lane.firstNanos()));
            page.append(" to ").append(instant(lane.lastNanos()));
        }
        page.append("</p>\n");
        figures(result);
        List<DriftSeries.Point> points = lane.drift().points();
        chart("Drift", points, DriftSeries.Point::drift);
        chart("Share of equal best quotes", points, DriftSeries.Point::bestEqual);
        chart("Error of the mid, bps", points, DriftSeries.Point::midErrorBps);
        levels(lane);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private void figures(LaneResult lane) {
        page.append("<div class=\"wide\"><table><tr><th>figure<th>value<th>must be<th><th>");
        for (Figure figure : Figure.values()) {
            double value = lane.figures().get(figure);
            page.append("<tr><td>")
                    .append(figure.key())
                    .append("<td>")
                    .append(FigureText.of(value))
                    .append("<td>")
                    .append(FigureText.bound(figure, found.thresholds()))
                    .append("<td class=\"fail\">")
                    .append(found.thresholds().passes(figure, value) ? "" : "FAIL")
                    .append("<td class=\"text\">")
                    .append(escaped(figure.meaning()))
                    .append('\n');
        }
        page.append("</table></div>\n");
    }

    private void levels(LaneMeasures lane) {
        page.append("<div class=\"wide\"><table><tr><th>side<th>level<th>found<th>price equal")
                .append("<th>both equal<th>price RMSE, bps<th>quantity correlation");
        for (LevelAgreement level : lane.pairs().levels()) {
            if (level.wanted() > 0) {
                double wanted = level.wanted();
                page.append("<tr><td>").append(level.side().name().toLowerCase(Locale.ROOT));
                page.append("<td>").append(level.level());
                cell(level.found() / wanted);
                cell(level.priceEqual() / wanted);
                cell(level.equal() / wanted);
                cell(level.pricesInBps().rmse());
                cell(level.depth().r());
                page.append('\n');
            }
        }
        page.append("</table></div>\n");
    }

    private void cell(double value) {
        page.append("<td>").append(FigureText.of(value));
    }

    /** A line over the spans; its smallest and largest value are written beside it. */
    private void chart(
            String title,
            List<DriftSeries.Point> points,
            ToDoubleFunction<DriftSeries.Point> value) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (DriftSeries.Point point : points) {
            double at = value.applyAsDouble(point);
            min = Double.isNaN(at) ? min : Math.min(min, at);
            max = Double.isNaN(at) ? max : Math.max(max, at);
        }
        if (min > max) {
            return;
        }
        long from = points.get(0).fromNanos();
        double span = points.get(points.size() - 1).toNanos() - from;
        String label = "%s: %s to %s".formatted(title, FigureText.of(min), FigureText.of(max));
        page.append("<h3>").append(label).append("</h3>\n");
        page.append(
                "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%2$d\"><polyline points=\""
                        .formatted(label, WIDTH, HEIGHT));
        for (DriftSeries.Point point : points) {
            double at = value.applyAsDouble(point);
            if (!Double.isNaN(at)) {
                double x = (point.fromNanos() - from) / span * WIDTH;
                double share = max > min ? (at - min) / (max - min) : 0.5;
                page.append(
                        String.format(
                                Locale.ROOT, "%.1f,%.1f ", x, HEIGHT - 4 - share * (HEIGHT - 8)));
            }
        }
        page.append("\"/></svg>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
