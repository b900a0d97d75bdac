// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.ask.LengthText;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.fidelity.FidelityResult;
import io.deltabook.job.fidelity.FidelitySettings;
import io.deltabook.job.fidelity.Figure;
import io.deltabook.job.fidelity.LaneMeasures;
import io.deltabook.job.fidelity.LaneResult;
import io.deltabook.job.fidelity.measure.LevelAgreement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a comparison found, for people. */
final class FidelityText {
    /** Levels shown; JSON has all. */
    private static final Set<Integer> SHOWN = Set.of(0, 1, 2, 4, 9, 19, 49, 99);

    /** With more lanes there is a line a lane; JSON has all. */
    private static final int MAX_DETAILED = 4;

    private final FidelityResult found;

    FidelityText(FidelityResult found) {
        this.found = found;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        FidelitySettings settings = found.check().settings();
        lines.add(
                "[%s] against [%s], %s: %s a side, %s%s"
                        .formatted(
                                found.check().output(),
                                found.check().against(),
                                found.check().kind(),
                                Counted.of(settings.depth(), "level"),
                                found.check().isOnGrid()
                                        ? "every " + LengthText.of(settings.everyNanos())
                                        : "at its books",
                                settings.withinNanos() == 0
                                        ? ""
                                        : ", within " + LengthText.of(settings.withinNanos())));
        if (found.lanes().size() > MAX_DETAILED) {
            lines.add("");
            lines.addAll(overview());
        } else {
            found.lanes().forEach(lane -> details(lane, lines));
        }
        for (LaneId lane : found.check().notCompared()) {
            lines.add("");
            lines.add(lane + " is not in the reference and was not compared.");
        }
        lines.add("");
        return lines;
    }

    private void details(LaneResult lane, List<String> to) {
        to.add("");
        to.add(head(lane));
        to.addAll(figures(lane));
        to.add("");
        to.addAll(levels(lane.measures()));
    }

    private List<String> overview() {
        TextTable table = new TextTable("lane", "compared", "best =", "levels =", "drift", "");
        for (LaneResult lane : found.lanes()) {
            table.row(
                    lane.lane(),
                    FigureText.of(lane.figures().get(Figure.COMPARED)),
                    FigureText.of(lane.figures().get(Figure.BEST)),
                    FigureText.of(lane.figures().get(Figure.LEVEL)),
                    FigureText.of(lane.figures().get(Figure.DRIFT)),
                    lane.failures(found.thresholds()).isEmpty() ? "" : "FAIL");
        }
        return table.lines();
    }

    private static String head(LaneResult result) {
        LaneMeasures lane = result.measures();
        String name =
                result.lane().equals(result.other())
                        ? result.lane().toString()
                        : result.lane() + " and " + result.other();
        if (lane.pairs().pairs() == 0) {
            return "%s: none of %s of the reference was compared"
                    .formatted(name, Counted.of(lane.wanted(), "book"));
        }
        return "%s: %,d of %s compared, from %s to %s%s"
                .formatted(
                        name,
                        lane.pairs().pairs(),
                        Counted.of(lane.wanted(), "book"),
                        instant(lane.firstNanos()),
                        instant(lane.lastNanos()),
                        lane.outside() == 0
                                ? ""
                                : "; %,d of other times not".formatted(lane.outside()));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private List<String> figures(LaneResult lane) {
        TextTable table = new TextTable("figure", "value", "must be", "");
        for (Figure figure : Figure.values()) {
            double value = lane.figures().get(figure);
            table.row(
                    figure.key(),
                    FigureText.of(value),
                    FigureText.bound(figure, found.thresholds()),
                    found.thresholds().passes(figure, value) ? "" : "FAIL");
        }
        return table.lines();
    }

    private static List<String> levels(LaneMeasures lane) {
        TextTable table =
                new TextTable("side", "level", "found", "price =", "both =", "rmse bps", "corr");
        for (LevelAgreement level : lane.pairs().levels()) {
            if (SHOWN.contains(level.level()) && level.wanted() > 0) {
                double wanted = level.wanted();
                table.row(
                        level.side().name().toLowerCase(Locale.ROOT),
                        level.level(),
                        FigureText.of(level.found() / wanted),
                        FigureText.of(level.priceEqual() / wanted),
                        FigureText.of(level.equal() / wanted),
                        FigureText.of(level.pricesInBps().rmse()),
                        FigureText.of(level.depth().r()));
            }
        }
        return table.lines();
    }

    String conclusion(double seconds) {
        String time =
                "%s compared in %.1f s"
                        .formatted(Counted.of(found.lanes().size(), "lane"), seconds);
        if (found.isPassed()) {
            return "PASS: every figure keeps its threshold; " + time;
        }
        List<String> failures = new ArrayList<>();
        for (LaneResult lane : found.lanes()) {
            for (Figure figure : lane.failures(found.thresholds())) {
                failures.add(
                        "%s%s"
                                .formatted(
                                        found.lanes().size() == 1 ? "" : lane.lane() + " ",
                                        figure.key()));
            }
        }
        return "FAIL: %s; %s".formatted(String.join(", ", failures), time);
    }
}
