// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.LaneId;
import io.deltabook.job.replay.Anchor;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import io.deltabook.job.replay.testing.RandomOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Depth over time, against an obvious book of a random market. */
final class DepthsTest {
    private static final LaneId LANE = RandomOutput.LANE.id();
    private static final double UNIT = 1e8;
    private static final long NEVER = Long.MAX_VALUE / 2;

    @TempDir private static Path output;
    private static RandomOutput market;
    private long from;
    private long to;

    @BeforeEach
    void write() throws IOException {
        if (market == null) {
            market = RandomOutput.write(output, 5, 6_000);
        }
        from = market.events().get(0).nanos();
        to = market.events().stream().mapToLong(RandomOutput.Event::nanos).max().orElseThrow();
    }

    private Depths.Window window(long begin, long end, int buckets) {
        double low = Double.MAX_VALUE;
        double high = 0;
        for (RandomOutput.Event event : market.events()) {
            RandomOutput.Book book = market.bookAt(event.seq());
            if (book != null && !book.bids().isEmpty() && !book.asks().isEmpty()) {
                low = Math.min(low, book.bids().firstKey() / UNIT);
                high = Math.max(high, book.asks().firstKey() / UNIT);
            }
        }
        return new Depths.Window(
                begin, (end - begin) / buckets + 1, buckets, low * 0.9999, high * 1.0001, 60);
    }

    /** Quantity of a band; NaN if no level of the side reaches as far. */
    private static double resting(RandomOutput.Book book, Depths.Depth depth, int row) {
        if (book == null || book.bids().isEmpty() && book.asks().isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        double lowest = Double.MAX_VALUE;
        double highest = 0;
        for (Map<Long, Long> side : List.of(book.bids(), book.asks())) {
            for (Map.Entry<Long, Long> level : side.entrySet()) {
                double price = level.getKey() / UNIT;
                lowest = Math.min(lowest, price);
                highest = Math.max(highest, price);
                if (row(price, depth) == row) {
                    sum += level.getValue() / UNIT;
                }
            }
        }
        return row < row(lowest, depth) || row > row(highest, depth) ? Double.NaN : sum;
    }

    private static long row(double price, Depths.Depth depth) {
        return (long) Math.floor((price - depth.low()) / depth.band() + 1e-5);
    }

    private void assertRight(Depths.Depth depth, Depths.Window window) {
        byte[] cells = Base64.getDecoder().decode(depth.cells());
        assertThat(cells).hasSize(depth.columns() * depth.rows());
        for (int column = 0; column < depth.columns(); column++) {
            long end = market.firstAfter(window.end(column) - 1);
            boolean isOver = window.end(column) - window.step() > to;
            RandomOutput.Book book = end == 0 || isOver ? null : market.bookAt(end - 1);
            for (int row = 0; row < depth.rows(); row++) {
                int cell = cells[column * depth.rows() + row] & 0xff;
                double expected = resting(book, depth, row);
                String place = "column %d, row %d of %s".formatted(column, row, depth.low());
                if (Double.isNaN(expected) || expected == 0) {
                    assertThat(cell).as(place).isEqualTo(Double.isNaN(expected) ? 0 : 1);
                } else {
                    double clamped = Math.max(depth.least(), Math.min(depth.most(), expected));
                    double told =
                            depth.least()
                                    * Math.pow(depth.most() / depth.least(), (cell - 2) / 253.0);
                    assertThat(told / clamped).as(place).isEqualTo(1, within(0.02));
                }
            }
        }
    }

    @Test
    void everyCellIsWhatRestsAtTheEndOfItsBucket() throws IOException {
        Depths depths = new Depths(output);
        long middle = (from + to) / 2;
        for (Depths.Window window :
                new Depths.Window[] {
                    window(from - 60_000_000_000L, to + 60_000_000_000L, 150),
                    window(middle, middle + 30_000_000_000L, 200),
                    window(from - 3_600_000_000_000L, to + 36_000_000_000_000L, 20)
                }) {
            Depths.Depth depth = depths.of(LANE, window, System.nanoTime() + NEVER);

            assertThat(depth.pending()).isZero();
            assertRight(depth, window);
        }
    }

    @Test
    void theBandsAreARoundNumberOfTicks() throws IOException {
        Depths.Window window = window(from, to, 50);
        Depths.Depth depth = new Depths(output).of(LANE, window, System.nanoTime() + NEVER);

        assertThat(String.valueOf(depth.band())).matches("0\\.0?[125]");
        assertThat(depth.low()).isLessThanOrEqualTo(window.low());
        assertThat(depth.low() + depth.rows() * depth.band()).isGreaterThan(window.high());
    }

    @Test
    void whatADeadlineLeavesOutIsCompletedByAskingAgain() throws IOException {
        Depths depths = new Depths(output);
        Depths.Window window = window(from, to, 40);

        assertThat(depths.of(LANE, window, System.nanoTime() - 1).pending()).isEqualTo(40);
        Depths.Depth depth = depths.of(LANE, window, System.nanoTime() + NEVER);
        assertThat(depth.pending()).isZero();
        assertRight(depth, window);
        // The bucket in which the lane ends may change.
        assertThat(depths.of(LANE, window, System.nanoTime() - 1).pending()).isLessThan(3);
    }

    @Test
    void aSnapshotStandsForTheBookWhereItIsTooFarToBeReplayed() throws IOException {
        LaneEvents lane = OutputEvents.of(output).lanes().get(LANE);
        for (long seq = 1_000; seq < market.events().size(); seq += 997) {
            Anchor anchor = lane.search().anchorBefore(seq);
            RandomOutput.Book book = market.bookAt(anchor.seq());
            try (BookSampler near = new BookSampler(lane, 0);
                    BookSampler old = new BookSampler(lane, 0)) {
                assertThat(near.before(seq, anchor.nanos()).bidPrices())
                        .containsExactly(
                                book.bids().keySet().stream()
                                        .mapToDouble(price -> price / UNIT)
                                        .toArray());
                if (seq - anchor.seq() > 1) {
                    assertThat(old.before(seq, anchor.nanos() + 1)).isSameAs(BookSample.UNKNOWN);
                }
            }
        }
    }

    @Test
    void theLargestQuantitiesAreListed() throws IOException {
        Depths.Window window = window(from, to, 30);
        Depths.Depth depth = new Depths(output).of(LANE, window, System.nanoTime() + NEVER);
        Depths.Wall wall = depth.largest().get(0);
        int column = (int) Math.round((wall.seconds() - depth.from()) / depth.stepSeconds()) - 1;
        long end = market.firstAfter(window.end(column) - 1);

        assertThat(resting(market.bookAt(end - 1), depth, (int) row(wall.price(), depth)))
                .isEqualTo(wall.quantity(), within(1e-9));
        assertThat(depth.largest()).hasSizeBetween(5, 20);
        assertThat(depth.largest().get(4).quantity()).isLessThanOrEqualTo(wall.quantity());
    }
}
