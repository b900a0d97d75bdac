// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.BookState;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.verify.LaneRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Hands the rows of a lane to the files of a format. What a format cannot say is said by what is
 * left out: from the first row of a book that is not trusted until the next trusted snapshot there
 * are no changes, and readers are told that the book is gone. Not thread-safe.
 */
public final class LaneExport {
    private static final Side[] SIDES = Side.values();

    private final LaneRows rows;
    private final LaneFiles files;
    private final ExportCounts counts;
    private final UntrustedRows untrusted;
    private final ExactDecimals decimals = new ExactDecimals();
    private ExportedBook book = new ExportedBook();
    private boolean hasBook;
    private boolean isInMessage;
    private long nextSeq = Long.MIN_VALUE;
    private long lastId = RowStamp.NO_ID;
    private LocalDate day = LocalDate.MIN;

    public LaneExport(
            LaneRows rows, LaneFiles files, ExportCounts counts, UntrustedRows untrusted) {
        this.rows = rows;
        this.files = files;
        this.counts = counts;
        this.untrusted = untrusted;
    }

    /** Writes all rows. */
    public void run() throws IOException {
        while (rows.next()) {
            counts.add(Count.ROWS);
            RowStamp at = stamp();
            if (rows.seq() != nextSeq) {
                lose(at);
                isInMessage = false;
            }
            nextSeq = rows.seq() + 1;
            turnDay(at);
            switch (rows.type()) {
                case BOOK_DELTA -> delta(at);
                case BOOK_SNAPSHOT -> snapshot(at);
                case TRADE -> trade(at);
            }
        }
        files.end();
    }

    private RowStamp stamp() {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        long event = rows.nanos();
        boolean hasArrival = !chunk.arrival().isNull(row);
        if (!hasArrival) {
            counts.add(Count.WITHOUT_ARRIVAL);
        }
        NumberValues id = chunk.updateId();
        return new RowStamp(
                event,
                hasArrival ? chunk.arrival().value(row) : event,
                id.isNull(row) ? RowStamp.NO_ID : id.value(row));
    }

    /** A day begins between two messages, and with the whole book, so its files need no others. */
    private void turnDay(RowStamp at) throws IOException {
        if (isInMessage) {
            return;
        }
        long seconds = Math.floorDiv(at.eventNanos(), TimeUnit.SECONDS.toNanos(1));
        LocalDate now = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate();
        if (!now.isAfter(day)) {
            return;
        }
        day = now;
        files.beginDay(day);
        if (hasBook && !book.isEmpty()) {
            files.snapshot(at.withId(lastId), book, book);
            counts.add(Count.DAY_STARTS);
        }
    }

    private boolean isTrusted() {
        return rows.state() == BookState.LIVE
                || untrusted == UntrustedRows.KEEP && rows.state() == BookState.SUSPECT;
    }

    private void delta(RowStamp at) throws IOException {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        boolean isLast = chunk.lastInMessage().value(row);
        isInMessage = !isLast;
        if (!isTrusted()) {
            lose(at);
        } else if (!hasBook && untrusted == UntrustedRows.KEEP) {
            hasBook = true;
        }
        if (!hasBook) {
            counts.add(Count.LEFT_OUT);
            return;
        }
        Side side = chunk.deltaSide().named(SIDES, row);
        BigDecimal price = decimals.of(chunk.deltaPrice().high(row), chunk.deltaPrice().low(row));
        BigDecimal quantity =
                decimals.of(chunk.deltaQuantity().high(row), chunk.deltaQuantity().low(row));
        files.delta(at, book, side, price, quantity, isLast);
        book.set(side, price, quantity);
        lastId = at.updateId();
        counts.add(Count.DELTAS);
    }

    private void snapshot(RowStamp at) throws IOException {
        isInMessage = false;
        if (!isTrusted()) {
            lose(at);
            return;
        }
        if (hasBook && rows.kind() != SnapshotKind.RESYNC) {
            return;
        }
        ExportedBook next = new ExportedBook();
        levels(rows.chunk().bids(), Side.BID, next);
        levels(rows.chunk().asks(), Side.ASK, next);
        files.snapshot(at, book, next);
        counts.add(Count.SNAPSHOTS);
        book = next;
        hasBook = true;
        lastId = at.updateId();
    }

    private void levels(LevelValues levels, Side side, ExportedBook to) {
        int row = rows.row();
        for (int level = 0; level < levels.levels(row); level++) {
            to.set(
                    side,
                    decimals.of(levels.priceHigh(row, level), levels.priceLow(row, level)),
                    decimals.of(levels.quantityHigh(row, level), levels.quantityLow(row, level)));
        }
    }

    private void trade(RowStamp at) throws IOException {
        EventChunk chunk = rows.chunk();
        int row = rows.row();
        files.trade(
                new ExportedTrade(
                        at,
                        chunk.tradeId().isNull(row) ? null : chunk.tradeId().value(row),
                        chunk.tradeSide().isNull(row) ? null : chunk.tradeSide().is("BUY", row),
                        decimals.of(chunk.tradePrice().high(row), chunk.tradePrice().low(row)),
                        decimals.of(
                                chunk.tradeQuantity().high(row), chunk.tradeQuantity().low(row))));
        counts.add(Count.TRADES);
    }

    private void lose(RowStamp at) throws IOException {
        if (hasBook) {
            files.clear(at, book);
            counts.add(Count.CLEARS);
            book.clear();
            hasBook = false;
        }
    }
}
