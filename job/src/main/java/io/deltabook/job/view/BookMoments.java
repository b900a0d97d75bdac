// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.book.BookSide;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.replay.Anchor;
import io.deltabook.job.replay.BookReplay;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The book at an instant and its neighbours, replayed from the nearest anchor. Thread-safe. */
final class BookMoments {
    /** Most levels of a side, and most changes, that an answer has. */
    static final int MAX_LEVELS = 200;

    private final Path output;

    BookMoments(Path output) {
        this.output = output;
    }

    /** The book as it was known at an instant; null if nothing had happened yet. */
    BookMoment at(LaneId lane, long nanos, int depth) throws IOException {
        LaneEvents events = events(lane);
        return before(events, events.search().firstAfter(nanos), depth);
    }

    /** The book after the last message or snapshot that ended before an event; null if none did. */
    BookMoment before(LaneId lane, long seq, int depth) throws IOException {
        return before(events(lane), seq, depth);
    }

    private static BookMoment before(LaneEvents events, long seq, int depth) throws IOException {
        if (events.isEmpty() || seq <= events.firstSeq()) {
            return null;
        }
        Anchor anchor = events.search().anchorBefore(seq);
        long newest = -1;
        try (BookReplay replay = BookReplay.open(events, anchor, Set.of()).before(seq)) {
            for (BookReplay.Step step = replay.next(); step != null; step = replay.next()) {
                newest = step == BookReplay.Step.TRADE ? newest : replay.seq();
            }
        }
        return newest < 0 ? null : from(events, anchor, newest, depth);
    }

    /** The book after the first message or snapshot that ends after an event; null if none does. */
    BookMoment after(LaneId lane, long seq, int depth) throws IOException {
        LaneEvents events = events(lane);
        if (events.isEmpty() || seq >= events.lastSeq()) {
            return null;
        }
        Anchor anchor = events.search().anchorBefore(Math.max(seq, events.firstSeq()) + 1);
        return from(events, anchor, seq + 1, depth);
    }

    private LaneEvents events(LaneId lane) throws IOException {
        LaneEvents events = OutputEvents.of(output).lanes().get(lane);
        if (events == null) {
            throw new BadInputException(
                    "the lane %s must have events, but has none yet".formatted(lane));
        }
        return events;
    }

    /** The first moment that ends at an event or later. */
    private static BookMoment from(LaneEvents events, Anchor anchor, long seq, int depth)
            throws IOException {
        try (BookReplay replay = BookReplay.open(events, anchor, Set.of()).keepingChanges()) {
            BookReplay.Step step = replay.next();
            while (step != null && (step == BookReplay.Step.TRADE || replay.seq() < seq)) {
                step = replay.next();
            }
            return step == null ? null : moment(replay, step, anchor, depth);
        }
    }

    private static BookMoment moment(
            BookReplay replay, BookReplay.Step step, Anchor anchor, int depth) {
        List<BookMoment.Change> changes = new ArrayList<>();
        int size = step == BookReplay.Step.MESSAGE ? replay.changes().size() : 0;
        for (int i = 0; i < Math.min(size, MAX_LEVELS); i++) {
            changes.add(
                    new BookMoment.Change(
                            replay.changes().side(i).name(),
                            plain(replay.changes().price(i)),
                            plain(replay.changes().quantity(i))));
        }
        return new BookMoment(
                Long.toString(replay.seq()),
                Long.toString(replay.nanos()),
                replay.state().name(),
                step == BookReplay.Step.SNAPSHOT,
                Long.toString(anchor.seq()),
                anchor.isStart() ? null : anchor.kind().name(),
                side(replay, Side.BID, depth),
                side(replay, Side.ASK, depth),
                changes,
                size);
    }

    private static BookMoment.BookSideMoment side(BookReplay replay, Side side, int depth) {
        List<String> prices = new ArrayList<>();
        List<String> quantities = new ArrayList<>();
        if (!replay.hasBook()) {
            return new BookMoment.BookSideMoment(prices, quantities, 0, 0);
        }
        BookSide levels = replay.book().levels(side);
        int known = replay.known(side, depth);
        for (int level = 0; level < known; level++) {
            prices.add(plain(replay.book().priceValue(levels.price(level))));
            quantities.add(plain(replay.book().quantityValue(levels.quantity(level))));
        }
        return new BookMoment.BookSideMoment(
                prices, quantities, replay.covered(side, depth), replay.certified(side, depth));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
