// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.book.BookSide;
import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The book of a lane as of an event.
 *
 * @param lane exchange and symbol
 * @param seq number of the last whole message, snapshot or trade that was taken
 * @param bookSeq number of the event that last changed or listed the book, −1 if there is none
 * @param bookNanos its event time, epoch ns
 * @param state the state
 * @param anchor where the replay started
 * @param bids best first
 * @param asks best first
 */
public record BookAt(
        LaneId lane,
        long seq,
        long bookSeq,
        long bookNanos,
        BookState state,
        Anchor anchor,
        Ladder bids,
        Ladder asks) {
    /**
     * One side.
     *
     * @param levels the best levels, at most as many as asked for
     * @param known levels known, of all of the side
     * @param isWhole whether the book that was kept has no other levels
     * @param covered known levels inside the horizon; −1 if the files do not tell
     * @param certified known levels that are provably exact; −1 as above
     * @param coveredTo price down or up to which the side is covered; null if no level is
     */
    public record Ladder(
            List<Level> levels,
            int known,
            boolean isWhole,
            int covered,
            int certified,
            BigDecimal coveredTo) {}

    /** A price with its quantity. */
    public record Level(BigDecimal price, BigDecimal quantity) {}

    /**
     * The book as of an instant: after all events before the first one that is later.
     *
     * @param nanos the instant, epoch ns
     * @throws BeyondEventsException if it is before the first event or after the last one
     */
    public static BookAt time(LaneEvents lane, long nanos, int depth) throws IOException {
        requireEvents(lane);
        if (nanos < lane.firstNanos() || nanos > lane.lastNanos()) {
            throw new BeyondEventsException(
                    "the time must be from %s to %s, the first and last event of %s, but was %s"
                            .formatted(
                                    text(lane.firstNanos()),
                                    text(lane.lastNanos()),
                                    lane.lane(),
                                    text(nanos)));
        }
        return before(lane, lane.search().firstAfter(nanos), depth);
    }

    /**
     * The book as of an event; as of the message before if the event is inside of one.
     *
     * @throws BeyondEventsException if there is no such event
     */
    public static BookAt seq(LaneEvents lane, long seq, int depth) throws IOException {
        requireEvents(lane);
        if (seq < lane.firstSeq() || seq > lane.lastSeq()) {
            throw new BeyondEventsException(
                    "event_seq must be from %d to %d, the first and last event of %s, but was %d"
                            .formatted(lane.firstSeq(), lane.lastSeq(), lane.lane(), seq));
        }
        return before(lane, seq + 1, depth);
    }

    private static void requireEvents(LaneEvents lane) throws IOException {
        if (lane.isEmpty()) {
            throw new BeyondEventsException(
                    "%s must have committed events, but has none yet".formatted(lane.lane()));
        }
    }

    private static String text(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    private static BookAt before(LaneEvents lane, long seq, int depth) throws IOException {
        try (BookReplay replay = BookReplay.endedBefore(lane, seq)) {
            BookState state = replay.state() == null ? BookState.WAITING : replay.state();
            return new BookAt(
                    lane.lane(),
                    replay.seq(),
                    replay.bookSeq(),
                    replay.bookNanos(),
                    state,
                    replay.anchor(),
                    ladder(replay, Side.BID, depth),
                    ladder(replay, Side.ASK, depth));
        }
    }

    private static Ladder ladder(BookReplay replay, Side side, int depth) {
        BookSide levels = replay.book().levels(side);
        int known = replay.known(side, Integer.MAX_VALUE);
        List<Level> best = new ArrayList<>();
        for (int i = 0; i < Math.min(known, depth); i++) {
            best.add(
                    new Level(
                            plain(replay.book().priceValue(levels.price(i))),
                            plain(replay.book().quantityValue(levels.quantity(i)))));
        }
        int covered = replay.covered(side, known);
        BigDecimal to =
                covered <= 0 ? null : plain(replay.book().priceValue(levels.price(covered - 1)));
        return new Ladder(
                best,
                known,
                replay.hasBook() && replay.book().knowsAll(side),
                covered,
                replay.certified(side, known),
                to);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
