// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Quotes and activity of a lane over a span. Hours are read once and kept as bars of a second or a
 * minute; what cannot be read before a deadline is left out of the answer, which says so and is
 * completed by asking again. Rows are read only for spans that lie in a few hours. Thread-safe.
 */
final class Timeline {
    private static final long HOUR = EventHour.NANOS;

    private final OutputListing listing;
    private final BarCache<QuoteBars> quotes = new BarCache<>();
    private final BarCache<ActivityBars> activity = new BarCache<>();

    Timeline(OutputListing listing) {
        this.listing = listing;
    }

    /**
     * An answer that may be incomplete.
     *
     * @param bars what has been read
     * @param pendingHours hours that have not
     */
    record Partial<B>(B bars, int pendingHours) {}

    /**
     * @param deadline {@link System#nanoTime} after which no further hour is begun
     */
    Partial<QuoteBars> quotes(LaneId lane, Span span, long deadline) throws IOException {
        NavigableMap<Long, List<Path>> hours = listing.hours(QuoteSchema.FOLDER, lane);
        QuoteBars bars = new QuoteBars(span.begin(), span.step(), span.size());
        Map.Entry<Long, List<Path>> before = hours.lowerEntry(hourOf(span.from()));
        if (before != null) {
            bars.addAll(minutes(before.getKey(), before.getValue()));
        }
        int pending = 0;
        long bar = span.barNanos();
        long until = Math.min(span.to(), end(hours));
        for (Map.Entry<Long, List<Path>> hour : in(hours, span).entrySet()) {
            List<Path> files = hour.getValue();
            if (bar == 0) {
                for (Path file : inOrder(files)) {
                    bars.addFile(file);
                }
            } else if (System.nanoTime() < deadline || quotes.has(files, bar)) {
                bars.addAll(quotes.get(files, bar, () -> quoteBars(hour.getKey(), files, bar)));
            } else {
                pending++;
                until = Math.min(until, hour.getKey());
            }
        }
        bars.carry(until);
        return new Partial<>(bars, pending);
    }

    /** An hour's files in the order of their rows, which their names do not tell. */
    private static List<Path> inOrder(List<Path> files) throws IOException {
        if (files.size() == 1) {
            return files;
        }
        Map<Long, Path> ordered = new TreeMap<>();
        for (Path file : files) {
            ordered.put(EventFileFacts.smallest(file, EventSchema.EVENT_SEQ), file);
        }
        return List.copyOf(ordered.values());
    }

    /** The bars of an hour in minutes, read now if need be. */
    QuoteBars minutes(long hour, List<Path> files) throws IOException {
        return quotes.get(files, BarCache.MINUTE, () -> quoteBars(hour, files, BarCache.MINUTE));
    }

    private static QuoteBars quoteBars(long hour, List<Path> files, long bar) throws IOException {
        QuoteBars bars = new QuoteBars(hour, bar, (int) (HOUR / bar));
        for (Path file : inOrder(files)) {
            bars.addFile(file);
        }
        return bars;
    }

    /** As {@link #quotes}, what happened in the span. */
    Partial<ActivityBars> activity(LaneId lane, Span span, long deadline) throws IOException {
        NavigableMap<Long, List<Path>> hours = listing.hours(EventSchema.FOLDER, lane);
        long bar = span.barNanos();
        LargestTrades largest = bar == 0 ? new LargestTrades() : null;
        ActivityBars bars = new ActivityBars(span.begin(), span.step(), span.size(), largest);
        int pending = 0;
        for (Map.Entry<Long, List<Path>> hour : in(hours, span).entrySet()) {
            List<Path> files = hour.getValue();
            if (bar == 0) {
                for (Path file : files) {
                    bars.addFile(file);
                }
            } else if (System.nanoTime() < deadline || activity.has(files, bar)) {
                bars.addAll(
                        activity.get(files, bar, () -> activityBars(hour.getKey(), files, bar)));
            } else {
                pending++;
            }
        }
        return new Partial<>(bars, pending);
    }

    private static ActivityBars activityBars(long hour, List<Path> files, long bar)
            throws IOException {
        ActivityBars bars = new ActivityBars(hour, bar, (int) (HOUR / bar));
        for (Path file : files) {
            bars.addFile(file);
        }
        return bars;
    }

    private static long hourOf(long nanos) {
        return Math.floorDiv(nanos, HOUR) * HOUR;
    }

    private static long end(NavigableMap<Long, List<Path>> hours) {
        return hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey() + HOUR;
    }

    private static NavigableMap<Long, List<Path>> in(
            NavigableMap<Long, List<Path>> hours, Span span) {
        return hours.subMap(hourOf(span.from()), true, span.to(), false);
    }
}
