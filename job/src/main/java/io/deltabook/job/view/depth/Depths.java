// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import io.deltabook.contract.LaneId;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The depth of lanes over time. Books that were taken once are kept; those that cannot be taken
 * before a deadline are left out of the answer, which says so and is completed by asking again.
 * Thread-safe.
 */
public final class Depths {
    private static final int KEPT = 600;

    /** About 100 ms of replaying. */
    private static final long FAR = 500_000;

    private final Path output;
    private final long far;
    private final Map<Key, BookSample> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, BookSample> eldest) {
                    return size() > KEPT;
                }
            };

    private record Key(LaneId lane, long nanos, long step) {}

    public Depths(Path output) {
        this(output, FAR);
    }

    /**
     * @param far most events that are replayed for one book
     */
    Depths(Path output, long far) {
        this.output = output;
        this.far = far;
    }

    /**
     * What is asked for: the books at the end of buckets of equal length.
     *
     * @param from begin of the first bucket, epoch ns
     * @param step length of a bucket, ns
     * @param buckets how many
     * @param low least price
     * @param high greatest price
     * @param rows most bands of prices
     */
    public record Window(long from, long step, int buckets, double low, double high, int rows) {
        /** End of a bucket, exclusive, epoch ns. */
        long end(int bucket) {
            return from + (bucket + 1) * step;
        }
    }

    /**
     * Resting quantities by time and price.
     *
     * @param from begin of the first bucket, epoch seconds
     * @param stepSeconds length of a bucket
     * @param columns number of buckets
     * @param low lower end of the lowest band of prices
     * @param band height of a band
     * @param rows number of bands
     * @param cells as {@link DepthGrid#cells}
     * @param least quantity at the lower end of the scale of the cells
     * @param most quantity at its upper end
     * @param largest the bands with the largest quantities
     * @param pending buckets that have not been read yet: ask again
     */
    public record Depth(
            double from,
            double stepSeconds,
            int columns,
            double low,
            double band,
            int rows,
            String cells,
            double least,
            double most,
            List<Wall> largest,
            int pending) {}

    /**
     * A band of prices when its quantity was largest.
     *
     * @param seconds end of the bucket, epoch seconds
     */
    public record Wall(double price, double seconds, double quantity) {}

    /**
     * The depth of a lane.
     *
     * @param deadline {@link System#nanoTime} after which no further book is taken
     */
    public Depth of(LaneId lane, Window window, long deadline) throws IOException {
        BookSample[] books = new BookSample[window.buckets()];
        int pending = 0;
        LaneEvents events = OutputEvents.of(output).lanes().get(lane);
        if (events != null && !events.isEmpty()) {
            pending = take(events, window, books, deadline);
        }
        DepthGrid grid = new DepthGrid(books, window.low(), window.high(), window.rows());
        List<Wall> largest = new ArrayList<>();
        for (DepthGrid.Cell cell : grid.largest()) {
            largest.add(new Wall(cell.price(), window.end(cell.column()) / 1e9, cell.quantity()));
        }
        return new Depth(
                window.from() / 1e9,
                window.step() / 1e9,
                books.length,
                grid.low,
                grid.band,
                grid.rows,
                grid.cells(),
                grid.least(),
                grid.most(),
                largest,
                pending);
    }

    private int take(LaneEvents events, Window window, BookSample[] books, long deadline)
            throws IOException {
        int pending = 0;
        long last = events.lastNanos();
        ColumnEnds ends = new ColumnEnds(events, window);
        try (BookSampler sampler = new BookSampler(events, far)) {
            for (int i = 0; i < books.length; i++) {
                long begin = window.from() + i * window.step();
                long end = window.end(i) - 1;
                if (begin > last) {
                    break;
                }
                Key key = new Key(events.lane(), end, window.step());
                synchronized (kept) {
                    books[i] = kept.get(key);
                }
                if (books[i] == null && System.nanoTime() - deadline >= 0) {
                    pending++;
                } else if (books[i] == null) {
                    books[i] = sampler.before(ends.firstAfter(i), begin);
                    if (end < last) {
                        synchronized (kept) {
                            kept.put(key, books[i]);
                        }
                    }
                }
            }
        }
        return pending;
    }
}
