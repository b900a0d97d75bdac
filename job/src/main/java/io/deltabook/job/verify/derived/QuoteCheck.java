// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dataset.DatasetRow;
import io.deltabook.job.parquet.dataset.RowCursor;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Each quote must carry the times, the id and the state of the event with its number and, if that
 * is a snapshot, its best levels; and no snapshot may show other best levels than the newest quote.
 */
public final class QuoteCheck implements Closeable {
    private final RowCursor rows;
    private final Consumer<String> faults;
    private final long counted;
    private long read;
    private DatasetRow next;
    private DatasetRow newest;
    private boolean isOver;

    /**
     * @param files the lane's quotes files in order; null if its version has none
     * @param counted how many quotes the lane has by its statistics
     * @param faults receives what does not hold
     */
    public QuoteCheck(List<Path> files, long counted, Consumer<String> faults) {
        this.counted = counted;
        this.faults = faults;
        isOver = files == null;
        rows = new RowCursor(isOver ? List.of() : files);
    }

    /** Reads the first quote. */
    public void begin() {
        advance();
    }

    private void advance() {
        long before = next == null ? Long.MIN_VALUE : seq(next);
        try {
            next = isOver ? null : rows.next();
            read += next == null ? 0 : 1;
        } catch (IOException e) {
            isOver = true;
            next = null;
            faults.accept("quotes must be readable: " + e.getMessage());
        }
        if (next != null && seq(next) < before) {
            isOver = true;
            faults.accept(
                    "quotes must be in order, but event_seq %d follows %d"
                            .formatted(seq(next), before));
        }
    }

    private static long seq(DatasetRow row) {
        return row.number(EventSchema.EVENT_SEQ, Missing.ID);
    }

    /** The next event. */
    public void row(CheckedEvent event) {
        while (!isOver && next != null && seq(next) <= event.seq()) {
            if (seq(next) < event.seq()) {
                stranger();
            } else {
                compare(event);
            }
            newest = next;
            advance();
        }
        if (!isOver && event.type() == EventType.BOOK_SNAPSHOT) {
            top(event);
        }
    }

    private void stranger() {
        faults.accept(
                "a quote must have the number of an event, but %d is not one".formatted(seq(next)));
    }

    private void compare(CheckedEvent event) {
        EventChunk chunk = event.chunk();
        int row = event.row();
        long arrival = chunk.arrival().valueOr(row, Missing.TIME);
        require(
                event,
                EventSchema.EVENT_TIMESTAMP,
                next.time(EventSchema.EVENT_TIMESTAMP, Missing.TIME),
                event.nanos());
        require(
                event,
                EventSchema.ARRIVAL_TIMESTAMP,
                next.time(EventSchema.ARRIVAL_TIMESTAMP, Missing.TIME),
                arrival);
        require(
                event,
                EventSchema.BOOK_STATE,
                next.text(EventSchema.BOOK_STATE),
                chunk.state().text(row));
    }

    /** The best levels of a snapshot are those of the newest quote. */
    private void top(CheckedEvent event) {
        EventChunk chunk = event.chunk();
        level(event, chunk.bids(), QuoteSchema.BID_PRICE, QuoteSchema.BID_QUANTITY);
        level(event, chunk.asks(), QuoteSchema.ASK_PRICE, QuoteSchema.ASK_QUANTITY);
    }

    private void level(CheckedEvent event, LevelValues side, String price, String quantity) {
        int row = event.row();
        boolean has = side.levels(row) > 0;
        require(event, price, decimal(price), has ? side.price(row, 0) : null);
        require(event, quantity, decimal(quantity), has ? side.quantity(row, 0) : null);
    }

    /** A DECIMAL(38,18) of the newest quote; null if it is null, or if there is no quote. */
    private BigDecimal decimal(String column) {
        return newest == null ? null : newest.decimal(column);
    }

    private void require(CheckedEvent event, String column, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            faults.accept(
                    "%s of the quote of event_seq %d must be %s, but is %s"
                            .formatted(column, event.seq(), expected, found));
        }
    }

    /** All events were read. */
    public void end() {
        if (!isOver && next != null) {
            stranger();
        } else if (!isOver && read != counted) {
            faults.accept(
                    "quotes must be %d as statistics count, but are %d".formatted(counted, read));
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
