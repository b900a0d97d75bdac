// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Drift and agreement over time, in at most {@value #MAX_POINTS} spans of equal length that double
 * when the time outgrows them.
 */
public final class DriftSeries {
    static final int MAX_POINTS = 240;

    private static final int QUARTERS = 4;

    private final Cell[] cells = new Cell[MAX_POINTS];
    private boolean hasOrigin;
    private long origin;
    private long width;
    private long pairs;
    private double sum;

    /** A span while it is filled. */
    private static final class Cell {
        private long pairs;
        private double drift;
        private double worst;
        private double midError;
        private long midErrors;
        private long equal;

        void addAll(Cell other) {
            pairs += other.pairs;
            drift += other.drift;
            worst = Math.max(worst, other.worst);
            midError += other.midError;
            midErrors += other.midErrors;
            equal += other.equal;
        }
    }

    /**
     * A span of time.
     *
     * @param fromNanos its start, epoch ns
     * @param toNanos its end, exclusive
     * @param pairs books compared
     * @param drift mean drift
     * @param worst largest drift
     * @param midErrorBps mean of our mid − the reference's, ten thousandths; NaN if there is none
     * @param bestEqual share of pairs with equal best levels
     */
    public record Point(
            long fromNanos,
            long toNanos,
            long pairs,
            double drift,
            double worst,
            double midErrorBps,
            double bestEqual) {}

    /**
     * @param firstWidth length of the spans at first, ns
     */
    public DriftSeries(long firstWidth) {
        width = firstWidth;
    }

    /**
     * Adds a pair of books.
     *
     * @param nanos not before those added
     * @param midErrorBps NaN if one of them has no mid
     */
    public void see(long nanos, double drift, double midErrorBps, boolean isBestEqual) {
        if (!hasOrigin) {
            origin = Math.floorDiv(nanos, width) * width;
            hasOrigin = true;
        }
        while ((nanos - origin) / width >= MAX_POINTS) {
            widen();
        }
        int at = (int) ((nanos - origin) / width);
        if (cells[at] == null) {
            cells[at] = new Cell();
        }
        Cell cell = cells[at];
        cell.pairs++;
        cell.drift += drift;
        cell.worst = Math.max(cell.worst, drift);
        cell.equal += isBestEqual ? 1 : 0;
        if (!Double.isNaN(midErrorBps)) {
            cell.midError += midErrorBps;
            cell.midErrors++;
        }
        pairs++;
        sum += drift;
    }

    private void widen() {
        width *= 2;
        for (int at = 0; at < MAX_POINTS; at += 2) {
            Cell one = cells[at];
            Cell other = cells[at + 1];
            cells[at] = null;
            cells[at + 1] = null;
            if (one != null && other != null) {
                one.addAll(other);
            }
            cells[at / 2] = one == null ? other : one;
        }
    }

    /** The spans that have pairs, in order. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int at = 0; at < MAX_POINTS; at++) {
            Cell cell = cells[at];
            if (cell != null) {
                points.add(
                        new Point(
                                origin + at * width,
                                origin + (at + 1) * width,
                                cell.pairs,
                                cell.drift / cell.pairs,
                                cell.worst,
                                cell.midError / cell.midErrors,
                                (double) cell.equal / cell.pairs));
            }
        }
        return points;
    }

    /** Mean drift; NaN without pairs. */
    public double mean() {
        return sum / pairs;
    }

    /** The largest mean drift of a span; NaN without pairs. */
    public double worstPoint() {
        return points().stream().mapToDouble(Point::drift).max().orElse(Double.NaN);
    }

    /** Mean drift of the last quarter of the spans less that of the first; NaN without pairs. */
    public double trend() {
        List<Point> points = points();
        int quarter = points.size() < QUARTERS ? 0 : points.size() / QUARTERS;
        return pairs == 0 || quarter == 0
                ? pairs == 0 ? Double.NaN : 0
                : mean(points.subList(points.size() - quarter, points.size()))
                        - mean(points.subList(0, quarter));
    }

    private static double mean(List<Point> points) {
        double drift = 0;
        long all = 0;
        for (Point point : points) {
            drift += point.drift() * point.pairs();
            all += point.pairs();
        }
        return drift / all;
    }
}
