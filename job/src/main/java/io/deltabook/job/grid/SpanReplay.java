// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.BookState;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.grid.file.GridColumns;
import io.deltabook.job.grid.file.GridRow;
import io.deltabook.job.grid.file.GridRows;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.replay.Anchor;
import io.deltabook.job.replay.BookReplay;
import io.deltabook.job.replay.BookReplay.Step;
import io.deltabook.job.replay.EventSearch;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.number.ScaledDecimal;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Makes the rows of a span. The replay starts at an anchor so far before it that everything a row
 * tells is known by then: rows do not depend on where a lane is cut. Used by one thread.
 */
final class SpanReplay implements Closeable {
    private static final String BUY = "BUY";

    private static final Set<String> TRADE_COLUMNS =
            Set.of(EventSchema.TRADE_PRICE, EventSchema.TRADE_QUANTITY, EventSchema.TRADE_SIDE);

    private static final Set<String> MESSAGE_COLUMNS =
            Set.of(
                    EventSchema.TRADE_PRICE,
                    EventSchema.TRADE_QUANTITY,
                    EventSchema.TRADE_SIDE,
                    EventSchema.ARRIVAL_TIMESTAMP,
                    EventSchema.UPDATE_ID);

    private final LaneEvents lane;
    private final LaneHours hours;
    private final GridSpan span;
    private final GridSettings settings;
    private final GridColumns columns;
    private final GridRows rows;
    private final GridRow row;
    private final BookCells cells;
    private BookReplay replay;
    private TopOfBook top;
    private TradeBar trades;
    private LiveTime live;
    private long messages;
    private boolean hasRow;
    private long bucket;

    SpanReplay(
            LaneEvents lane,
            LaneHours hours,
            GridSpan span,
            GridSettings settings,
            GridColumns columns,
            GridRows rows) {
        this.lane = lane;
        this.hours = hours;
        this.span = span;
        this.settings = settings;
        this.columns = columns;
        this.rows = rows;
        row = new GridRow(columns);
        cells = new BookCells(columns, settings);
    }

    /**
     * Makes all rows.
     *
     * @param isComplete whether no event will follow the lane's last one, so that its bucket can
     *     have a row
     */
    void run(boolean isComplete) throws IOException {
        boolean hasEvent = warmUp();
        if (!settings.isTimed()) {
            Step step = replay.next();
            while (step != null) {
                if (take(step, false)) {
                    message();
                }
                step = replay.next();
            }
        } else if (hasEvent || !span.isFirst()) {
            buckets(hasEvent);
            if (!span.isLast()) {
                closeBefore(span.end());
            } else if (isComplete) {
                close(bucket);
            }
        }
    }

    /** Moves ahead of the span's first event; false if it has none. */
    private boolean warmUp() throws IOException {
        EventSearch search = lane.search();
        Anchor anchor = span.isFirst() ? search.start() : search.anchorBefore(span.firstSeq());
        boolean hasEvent = warmUp(anchor);
        int back = 1;
        while (!anchor.isStart() && isLacking()) {
            for (int i = 0; i < back && !anchor.isStart(); i++) {
                anchor = search.anchorBefore(anchor.seq());
            }
            back *= 2;
            hasEvent = warmUp(anchor);
        }
        LastTrade last =
                trades.hasLast() ? null : LastTrade.before(hours.newestFirst(), anchor.seq());
        if (last != null) {
            trades.before(last.price(), last.nanos());
        }
        if (settings.isTimed()) {
            reset();
        }
        return hasEvent;
    }

    /** Whether something of the first row is older than the anchor. */
    private boolean isLacking() {
        return top.isOlder() || !settings.isTimed() && !hasRow;
    }

    private boolean warmUp(Anchor anchor) throws IOException {
        close();
        Set<String> more = settings.isTimed() ? TRADE_COLUMNS : MESSAGE_COLUMNS;
        replay = BookReplay.open(lane, anchor, more).before(span.endSeq());
        replay.stopAhead(span.start());
        top = new TopOfBook();
        trades = new TradeBar(columns);
        live = new LiveTime();
        hasRow = false;
        boolean isStart = !anchor.isStart();
        Step step = replay.next();
        while (step != null && step != Step.DUE) {
            if (take(step, isStart) && !settings.isTimed()) {
                hasRow = true;
                reset();
            }
            isStart = false;
            step = replay.next();
        }
        return step != null;
    }

    /** Takes a step; returns whether it is one of a message, or a snapshot of the input. */
    private boolean take(Step step, boolean isStart) {
        boolean isNewState = live.enter(replay.state(), replay.clock());
        if (step == Step.TRADE) {
            EventChunk chunk = replay.chunk();
            int at = replay.row();
            String side = chunk.tradeSide().value(at);
            trades.add(
                    value(chunk.tradePrice(), at),
                    value(chunk.tradeQuantity(), at),
                    side == null ? null : side.equals(BUY),
                    replay.nanos());
            if (isNewState) {
                top.take(replay, false, isStart);
            }
            return false;
        }
        boolean isMessage = step == Step.MESSAGE;
        top.take(replay, isMessage, isStart);
        messages += isMessage ? 1 : 0;
        return isMessage || replay.kind() == SnapshotKind.RESYNC;
    }

    private static BigDecimal value(DecimalValues values, int at) {
        long high = values.high(at);
        long low = values.low(at);
        int scale = ScaledDecimal.minScale(high, low);
        return scale < 0
                ? values.value(at)
                : BigDecimal.valueOf(ScaledDecimal.at(scale, high, low), scale);
    }

    private void reset() {
        top.clearFlow();
        trades.clear();
        messages = 0;
    }

    private void buckets(boolean hasEvent) throws IOException {
        begin(settings.bucket(span.isFirst() ? replay.nanos() : span.start()));
        Step step = hasEvent ? Step.DUE : null;
        while (step != null) {
            if (step == Step.DUE) {
                closeBefore(settings.bucket(replay.nanos()));
                replay.stopAhead(bucket + settings.every());
            } else {
                take(step, false);
            }
            step = replay.next();
        }
    }

    private void begin(long start) {
        bucket = start;
        live.begin(start);
    }

    /** Closes all buckets that begin before an instant. */
    private void closeBefore(long end) throws IOException {
        while (bucket < end) {
            close(bucket);
            long next = bucket + settings.every();
            if (!hours.hasEvents(next, settings.every())) {
                long later = hours.nextWithEvents(next);
                next = later == Long.MAX_VALUE ? later : settings.bucket(later);
            }
            begin(next);
        }
    }

    private void close(long start) throws IOException {
        if (settings.hasBucket(start)) {
            long end = start + settings.every();
            row.begin(start);
            row.number(columns.place(GridColumns.BUCKET_START), start);
            row.number(columns.place(GridColumns.BUCKET_END), end);
            row.number(columns.place(GridColumns.LIVE_NS), live.until(end));
            row.number(columns.place(GridColumns.MESSAGES), messages);
            fill(end);
        }
        reset();
    }

    private void message() throws IOException {
        long clock = replay.clock();
        if (settings.has(clock)) {
            row.begin(clock);
            row.number(columns.place(GridColumns.EVENT_TIMESTAMP), replay.nanos());
            optional(GridColumns.ARRIVAL_TIMESTAMP, replay.chunk().arrival());
            optional(GridColumns.UPDATE_ID, replay.chunk().updateId());
            fill(clock);
        }
        reset();
    }

    private void optional(String column, NumberValues values) {
        if (!values.isNull(replay.row())) {
            row.number(columns.place(column), values.value(replay.row()));
        }
    }

    private void fill(long clock) throws IOException {
        row.number(columns.place(GridColumns.EVENT_SEQ), replay.seq());
        BookState state = live.state();
        row.word(columns.place(GridColumns.BOOK_STATE), state.name());
        cells.fill(row, replay, top, clock);
        trades.fill(row, clock);
        rows.row(row);
    }

    @Override
    public void close() throws IOException {
        if (replay != null) {
            replay.close();
        }
    }
}
