// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

final class MeasureEdgesTest {
    private static Bins bins(double... values) {
        Bins bins = new Bins();
        DoubleStream.of(values).forEach(bins::add);
        return bins;
    }

    @Test
    void distancesOfKnownDistributions() {
        // all of one is 3 from all of the other: the way is 3, nothing overlaps
        DistributionDistance apart = DistributionDistance.of(bins(1, 2, 1, 2), bins(4, 5, 4, 5));
        assertThat(apart.wasserstein()).isEqualTo(3);
        assertThat(apart.effect()).isEqualTo(6);
        assertThat(apart.ks()).isEqualTo(1);
        // E|X − Y| = 3, E|X − X'| = E|Y − Y'| = 1/2
        assertThat(apart.energy()).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(DistributionDistance.of(bins(7), bins(7, 7)).wasserstein()).isZero();
        assertThat(DistributionDistance.of(bins(8), bins(7, 7)).effect()).isEqualTo(1.0 / 7);
        assertThat(DistributionDistance.of(bins(8), bins(0)).effect()).isInfinite();
        assertThat(DistributionDistance.of(bins(-3, 5), bins(5, -3)).energy()).isZero();
        assertThat(DistributionDistance.of(bins(), bins(1)).ks()).isNaN();
    }

    @Test
    void kolmogorovAndSmirnovsTestIsThatOfCommonsMath() {
        Random random = new Random(4);
        double[] one = random.ints(600, 0, 1_000).asDoubleStream().toArray();
        double[] other = random.ints(700, 0, 1_050).asDoubleStream().toArray();
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
        double statistic = test.kolmogorovSmirnovStatistic(one, other);
        DistributionDistance distance = DistributionDistance.of(bins(one), bins(other));

        assertThat(distance.ks()).isCloseTo(statistic, within(1e-12));
        assertThat(distance.p())
                .isCloseTo(test.approximateP(statistic, 600, 700), within(1e-12))
                .isBetween(0.0, 1.0);
        assertThat(DistributionDistance.of(bins(one), bins(one)).p()).isEqualTo(1);
    }

    @Test
    void binsKeepMeanDeviationAndQuantiles() {
        Random random = new Random(8);
        double[] values = random.doubles(5_000, -1e6, 1e9).toArray();
        Bins bins = bins(values);
        double mean = DoubleStream.of(values).average().orElseThrow();

        assertThat(bins.count()).isEqualTo(5_000);
        assertThat(bins.mean()).isCloseTo(mean, within(1e-3));
        assertThat(bins.deviation())
                .isCloseTo(
                        Math.sqrt(
                                DoubleStream.of(values)
                                        .map(value -> (value - mean) * (value - mean))
                                        .average()
                                        .orElseThrow()),
                        within(1e-3));
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        assertThat(bins.quantile(0.25) / sorted[1_249]).isCloseTo(1, within(5e-4));
        assertThat(bins.quantile(1) / sorted[4_999]).isCloseTo(1, within(5e-4));
        assertThat(bins().quantile(0.5)).isNaN();
        assertThat(bins(-0.0, 0.0).sorted().size()).isEqualTo(1);
    }

    @Test
    void theTailOfAParetoDistributionHasItsIndex() {
        Random random = new Random(2);
        double[] values = random.doubles(200_000).map(u -> Math.pow(u, -1 / 3.0)).toArray();

        assertThat(TailIndex.of(bins(values))).isCloseTo(3, within(0.1));
        assertThat(TailIndex.of(bins(1, 2, 3))).isNaN();
        assertThat(TailIndex.of(bins(DoubleStream.generate(() -> 5).limit(400).toArray()))).isNaN();
    }

    @Test
    void aSeriesThatOutgrowsItsSpansKeepsItsSums() {
        DriftSeries series = new DriftSeries(10);
        for (int i = 0; i < 100_000; i++) {
            series.see(1_000 + i * 7L, i < 50_000 ? 0.25 : 0.75, Double.NaN, i % 2 == 0);
        }

        assertThat(series.points()).hasSizeBetween(120, DriftSeries.MAX_POINTS);
        assertThat(series.points().stream().mapToLong(DriftSeries.Point::pairs).sum())
                .isEqualTo(100_000);
        assertThat(series.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(series.trend()).isCloseTo(0.5, within(1e-12));
        assertThat(series.worstPoint()).isCloseTo(0.75, within(1e-12));
        assertThat(series.points().get(0).midErrorBps()).isNaN();
        assertThat(new DriftSeries(1).trend()).isNaN();
    }

    @Test
    void fewPairsShowNothingAndEqualOnesAgreeEvenIfTheyNeverChange() {
        Correlation correlation = new Correlation();
        for (int i = 0; i < Correlation.MIN_PAIRS - 1; i++) {
            correlation.add(5, 5);
        }
        assertThat(correlation.r()).isNaN();
        correlation.add(5, 5);
        assertThat(correlation.r()).isEqualTo(1);
        correlation.add(5, 6);
        assertThat(correlation.r()).isNaN();
        assertThat(correlation.r2()).isNaN();
    }
}
