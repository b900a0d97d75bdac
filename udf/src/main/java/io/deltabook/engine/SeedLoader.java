// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.book.BookSide;
import io.deltabook.book.OrderBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.statistics.LaneCounters.Counter;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Creates the state in which a lane continues from a seed. */
final class SeedLoader {
    private final Lane lane;
    private final BookSettings settings;
    private final LaneState state;

    private SeedLoader(Lane lane, BookSettings settings, BookState bookState) {
        this.lane = lane;
        this.settings = settings;
        state = new LaneState(lane.mode(), bookState, lane.newPool());
    }

    /**
     * The state.
     *
     * @throws ArithmeticException if a number of the seed does not fit the lane's scales
     */
    static LaneState load(Lane lane, BookSettings settings, LaneSeed seed) {
        SeedLoader loader = new SeedLoader(lane, settings, seed.state());
        loader.book(seed);
        loader.position(seed);
        return loader.state;
    }

    /** Of a side only what the seed covers is known, which is nothing unless it is LIVE. */
    private void book(LaneSeed seed) {
        OrderBook levels = OrderBook.listed(state.pool);
        list(levels.bids(), seed.bids());
        list(levels.asks(), seed.asks());
        state.book.load(levels);
        state.book.bids().coverAtMost(seed.bids().covered());
        state.book.asks().coverAtMost(seed.asks().covered());
        state.book.evictTo(settings.retained());
        state.unproven = !seed.isProven();
        state.crossedRun = settings.crossedPolicy() != CrossedPolicy.OFF && state.book.isCrossed();
    }

    private void list(BookSide side, LaneSeed.Listing listing) {
        for (LaneSeed.Level level : listing.levels()) {
            side.set(
                    scaled("price", side.side(), level.price(), lane.priceScale()),
                    scaled("quantity", side.side(), level.quantity(), lane.quantityScale()));
        }
    }

    private long scaled(String what, Side side, BigDecimal value, int scale) {
        try {
            BigInteger number = value.setScale(scale).unscaledValue();
            return state.pool == null ? number.longValueExact() : state.pool.token(number);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "%s of a level of %s must fit %d decimals in %s, but is %s"
                            .formatted(
                                    what,
                                    side,
                                    scale,
                                    state.pool == null ? "an int64" : "128 bits",
                                    value.toPlainString()));
        }
    }

    private void position(LaneSeed seed) {
        LaneSeed.Clock clock = seed.clock();
        state.tracker.loaded(seed.updateId());
        state.tracker.reached(clock.book());
        state.firstSeq = Math.addExact(seed.eventSeq(), 1);
        state.nextSeq = state.firstSeq;
        state.lastEventTime = clock.event();
        state.lastEventArrival = clock.eventArrival();
        state.lastMessageTime = clock.message();
        long interval = settings.snapshotIntervalNanos();
        if (interval > 0 && clock.latest() != Missing.TIME) {
            state.lastInterval = Math.floorDiv(clock.latest(), interval);
        }
        state.counters.add(Counter.APPLIED_ROWS, seed.appliedRows());
        state.seam = Seam.of(seed.ending(), clock.messageArrival());
    }
}
