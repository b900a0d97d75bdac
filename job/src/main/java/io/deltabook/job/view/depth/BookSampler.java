// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.depth;

import io.deltabook.job.replay.Anchor;
import io.deltabook.job.replay.BookReplay;
import io.deltabook.job.replay.LaneEvents;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * Takes the book of a lane at one event after another. It goes on replaying as long as the next
 * event is near, and else starts over from the snapshot before it; where that is too far away to be
 * replayed, the snapshot itself stands for the book. Not thread-safe.
 */
final class BookSampler implements Closeable {
    /** Events that take as long to replay as a snapshot to be found and opened. */
    private static final long NEAR = 300_000;

    private final LaneEvents lane;
    private final long far;
    private BookReplay replay;

    /** Number of the last event of the newest step. */
    private long position;

    private BookSample newest;

    /** The event before which it was taken. */
    private long newestEnd = -1;

    /**
     * @param far most events that are replayed for one instant
     */
    BookSampler(LaneEvents lane, long far) {
        this.lane = lane;
        this.far = far;
    }

    /**
     * The book after the last message or snapshot that ended before an event.
     *
     * @param event number of the event; not before one that was asked for
     * @param since how old a snapshot may be that stands for the book, epoch ns
     */
    BookSample before(long event, long since) throws IOException {
        if (event <= lane.firstSeq()) {
            return BookSample.UNKNOWN;
        }
        if (event != newestEnd) {
            newest = take(event, since);
            newestEnd = event;
        }
        return newest;
    }

    private BookSample take(long event, long since) throws IOException {
        long end = event;
        if (replay == null || end - position > NEAR) {
            Anchor anchor = lane.search().anchorBefore(end);
            boolean isFar = end - anchor.seq() > far;
            if (isFar && (anchor.isStart() || anchor.nanos() < since)) {
                return BookSample.UNKNOWN;
            }
            if (replay == null || anchor.seq() > position) {
                close();
                replay = BookReplay.open(lane, anchor, Set.of());
                position = anchor.seq() - 1;
            }
            if (isFar) {
                end = anchor.seq() + 1;
            }
        }
        return at(end);
    }

    private BookSample at(long end) throws IOException {
        while (position < end - 1) {
            if (replay.next() == null) {
                break;
            }
            position = replay.seq();
        }
        if (position < end) {
            return BookSample.of(replay);
        }
        // The event is inside of a message, because times went back in it.
        try (BookReplay exact = BookReplay.endedBefore(lane, end)) {
            return BookSample.of(exact);
        }
    }

    @Override
    public void close() throws IOException {
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }
}
