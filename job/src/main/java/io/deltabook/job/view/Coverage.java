// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Which hours of a lane there are, and how far each can be trusted. Thread-safe. */
public final class Coverage {
    private static final int FOOTERS_KEPT = 100_000;

    private final OutputListing listing;
    private final Findings findings;
    private final Timeline timeline;

    /** Footers, which are small and do not change. */
    private final Map<Path, EventFileFacts> footers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Path, EventFileFacts> eldest) {
                    return size() > FOOTERS_KEPT;
                }
            };

    Coverage(OutputListing listing, Findings findings, Timeline timeline) {
        this.listing = listing;
        this.findings = findings;
        this.timeline = timeline;
    }

    /**
     * An hour of a lane.
     *
     * @param hour its begin, epoch seconds
     * @param first time of its first event, epoch seconds
     * @param last time of its last event, epoch seconds
     * @param files number of its files
     * @param bytes their size
     * @param live share of its time in which the book was LIVE; NaN if not known yet
     * @param isEstimate whether the share is that of its quotes, because the state has not ended
     * @param span share of the hour between its first and its last event
     */
    public record Hour(
            long hour,
            double first,
            double last,
            int files,
            long bytes,
            long events,
            long trades,
            long snapshots,
            double live,
            boolean isEstimate,
            double span,
            long gaps,
            long resyncs,
            long crossed,
            long silences,
            long incidents,
            long rejects) {}

    /** The hours of a lane that have events, in order. */
    List<Hour> of(LaneId lane) throws IOException {
        List<BookPeriod> periods = BookPeriod.of(listing, lane);
        NavigableMap<Long, long[]> incidents = findings.incidentHours(lane);
        NavigableMap<Long, Long> rejects = findings.rejects(lane).hours();
        NavigableMap<Long, List<Path>> quotes = listing.hours(QuoteSchema.FOLDER, lane);
        List<Hour> hours = new ArrayList<>();
        for (Map.Entry<Long, List<Path>> entry :
                listing.hours(EventSchema.FOLDER, lane).entrySet()) {
            long hour = entry.getKey();
            EventFileFacts facts = facts(entry.getValue());
            double live = live(hour, facts, periods);
            boolean isEstimate = Double.isNaN(live) && quotes.containsKey(hour);
            if (isEstimate) {
                live = estimate(timeline.minutes(hour, quotes.get(hour)));
            }
            long[] kinds = incidents.getOrDefault(hour, new long[IncidentKind.values().length]);
            hours.add(
                    new Hour(
                            hour / 1_000_000_000L,
                            facts.firstNanos() / 1e9,
                            facts.lastNanos() / 1e9,
                            entry.getValue().size(),
                            bytes(entry.getValue()),
                            facts.rows(),
                            facts.rowsOfType().get(EventType.TRADE),
                            facts.rowsOfType().get(EventType.BOOK_SNAPSHOT),
                            live,
                            isEstimate,
                            (double) (facts.lastNanos() - facts.firstNanos()) / EventHour.NANOS,
                            kinds[IncidentKind.GAP.ordinal()],
                            kinds[IncidentKind.RESYNC.ordinal()],
                            kinds[IncidentKind.CROSSED.ordinal()],
                            kinds[IncidentKind.SILENCE.ordinal()],
                            Arrays.stream(kinds).sum(),
                            rejects.getOrDefault(hour, 0L)));
        }
        return hours;
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private EventFileFacts facts(List<Path> files) throws IOException {
        EventFileFacts all = null;
        for (Path file : files) {
            EventFileFacts facts;
            synchronized (footers) {
                facts = footers.get(file);
            }
            if (facts == null) {
                facts = EventFileFacts.read(file);
                synchronized (footers) {
                    footers.put(file, facts);
                }
            }
            all = all == null ? facts : all.followedBy(facts);
        }
        return all;
    }

    /** The share of LIVE time between an hour's first and last event, by its periods. */
    private static double live(long hour, EventFileFacts facts, List<BookPeriod> periods) {
        long end = hour + EventHour.NANOS;
        long all = 0;
        long live = 0;
        BookPeriod last = null;
        for (BookPeriod period : periods) {
            if (period.fromNanos() < end && period.toNanos() >= hour) {
                long nanos = period.nanosIn(hour, end);
                all += nanos;
                live += period.state() == BookState.LIVE ? nanos : 0;
                last = period;
            }
        }
        if (last == null || last.toNanos() < facts.lastNanos()) {
            return Double.NaN;
        }
        return all > 0 ? (double) live / all : last.state() == BookState.LIVE ? 1 : 0;
    }

    private static double estimate(QuoteBars bars) {
        long live = 0;
        long all = 0;
        for (int i = 0; i < bars.size(); i++) {
            live += bars.live[i];
            all += bars.quotes[i];
        }
        return all == 0 ? Double.NaN : (double) live / all;
    }
}
