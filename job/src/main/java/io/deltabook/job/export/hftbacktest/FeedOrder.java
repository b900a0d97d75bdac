// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings events into the order that hftbacktest expects: those for the exchange ordered by exchange
 * time, those for the local side by local time. Where both orders cannot be had at once an event is
 * written twice, once for each. Holds a bounded number of events; one that comes too late for its
 * place is given the time of the last one written. Not thread-safe.
 */
final class FeedOrder {
    /** Events held back, in case an earlier one comes. */
    static final int HELD = 1 << 16;

    private static final Comparator<FeedEvent> SAME_TIME =
            Comparator.comparingInt(FeedEvent::rank).thenComparingLong(FeedEvent::number);
    private static final Comparator<FeedEvent> BY_EXCH =
            Comparator.comparingLong(FeedEvent::exchNanos).thenComparing(SAME_TIME);
    private static final Comparator<FeedEvent> BY_LOCAL =
            Comparator.comparingLong(FeedEvent::localNanos).thenComparing(SAME_TIME);

    /** Receives the events in order. */
    interface Receiver {
        /**
         * @param processors {@link FeedEvent#EXCH}, {@link FeedEvent#LOCAL} or both
         */
        void take(FeedEvent event, long processors) throws IOException;
    }

    private final int held;
    private final Receiver receiver;
    private final ExportCounts counts;
    private List<FeedEvent> exch = new ArrayList<>();
    private List<FeedEvent> local = new ArrayList<>();
    private long lastExch = Long.MIN_VALUE;
    private long lastLocal = Long.MIN_VALUE;

    FeedOrder(int held, ExportCounts counts, Receiver receiver) {
        this.held = held;
        this.counts = counts;
        this.receiver = receiver;
    }

    void add(FeedEvent event) throws IOException {
        FeedEvent placed = placed(event);
        exch.add(placed);
        local.add(placed);
        if (exch.size() >= 2 * held) {
            write(held);
        }
    }

    private FeedEvent placed(FeedEvent event) {
        long exchNanos = Math.max(event.exchNanos(), lastExch);
        long localNanos = Math.max(event.localNanos(), lastLocal);
        if (exchNanos == event.exchNanos() && localNanos == event.localNanos()) {
            return event;
        }
        counts.add(Count.TIMES_RAISED);
        return new FeedEvent(
                event.kind(),
                exchNanos,
                localNanos,
                event.price(),
                event.quantity(),
                event.number());
    }

    /** Writes all events. */
    void end() throws IOException {
        write(0);
    }

    private void write(int keep) throws IOException {
        exch.sort(BY_EXCH);
        local.sort(BY_LOCAL);
        int atExch = 0;
        int atLocal = 0;
        while (exch.size() - atExch > keep || keep == 0 && local.size() - atLocal > keep) {
            FeedEvent nextExch = atExch < exch.size() ? exch.get(atExch) : null;
            FeedEvent nextLocal = atLocal < local.size() ? local.get(atLocal) : null;
            if (nextExch == nextLocal) {
                take(nextExch, FeedEvent.EXCH | FeedEvent.LOCAL);
                atExch++;
                atLocal++;
            } else if (isExchFirst(nextExch, nextLocal)) {
                take(nextExch, FeedEvent.EXCH);
                atExch++;
            } else {
                take(nextLocal, FeedEvent.LOCAL);
                atLocal++;
            }
        }
        exch = new ArrayList<>(exch.subList(atExch, exch.size()));
        local = new ArrayList<>(local.subList(atLocal, local.size()));
    }

    private static boolean isExchFirst(FeedEvent exch, FeedEvent local) {
        if (exch == null || local == null) {
            return local == null;
        }
        int order = Long.compare(exch.exchNanos(), local.exchNanos());
        return order < 0 || order == 0 && exch.localNanos() < local.localNanos();
    }

    private void take(FeedEvent event, long processors) throws IOException {
        if ((processors & FeedEvent.EXCH) != 0) {
            lastExch = event.exchNanos();
        }
        if ((processors & FeedEvent.LOCAL) != 0) {
            lastLocal = event.localNanos();
        }
        receiver.take(event, processors);
    }
}
