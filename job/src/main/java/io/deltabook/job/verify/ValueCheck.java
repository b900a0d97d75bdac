// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.parquet.event.read.Twin;
import io.deltabook.job.parquet.event.read.WordValues;
import java.util.List;

/** Values of single rows: presence by the row's type, and range. */
final class ValueCheck {
    private final Findings findings;
    private final boolean hasIds;
    private final RowShape[] shapes = new RowShape[EventType.values().length];
    private int shapesVersion;
    private boolean anyPrice;

    /**
     * @param mode sequence rule of the lane's ids, null if unknown
     */
    ValueCheck(SequenceMode mode, Findings findings) {
        this.findings = findings;
        hasIds = mode != null && mode != SequenceMode.NONE;
    }

    /** Accepts prices of 0 and below. */
    void allowNonPositivePrices() {
        anyPrice = true;
    }

    /** Checks the row; false if it does not have the shape required by its type. */
    boolean row(LaneRows rows) {
        EventType type = rows.type();
        if (type == null) {
            add(rows, "event_type must be TRADE, BOOK_SNAPSHOT or BOOK_DELTA", rows.chunk().type());
            return false;
        }
        if (rows.state() == null) {
            add(rows, "book_state must be LIVE, SUSPECT or WAITING", rows.chunk().state());
            return false;
        }
        long nanos = rows.nanos();
        if (Missing.orPlausible(nanos) == Missing.TIME) {
            add(rows, "event_timestamp must be in 2009 to 2100", rows.chunk().nanos());
        }
        NumberValues arrival = rows.chunk().arrival();
        if (!arrival.isNull(rows.row())
                && Missing.orPlausible(arrival.value(rows.row())) == Missing.TIME) {
            add(rows, "arrival_timestamp must be in 2009 to 2100", arrival);
        }
        if (!hasShape(rows, type)) {
            return false;
        }
        if (rows.chunk().format().doubles()) {
            twins(rows);
        }
        return switch (type) {
            case TRADE -> trade(rows);
            case BOOK_DELTA -> delta(rows);
            case BOOK_SNAPSHOT -> snapshot(rows);
        };
    }

    private RowShape shape(int version, EventType type) {
        if (version != shapesVersion) {
            shapesVersion = version;
            RowShape.of(hasIds, version).forEach((of, shape) -> shapes[of.ordinal()] = shape);
        }
        return shapes[type.ordinal()];
    }

    private boolean hasShape(LaneRows rows, EventType type) {
        RowShape shape = shape(rows.chunk().format().version(), type);
        if (shape.fits(rows.chunk().rows().presence(rows.row()))) {
            return true;
        }
        List<ColumnValues> columns = rows.chunk().columns();
        int row = rows.row();
        boolean sound = true;
        for (int number : shape.required()) {
            if (columns.get(number).isNull(row)) {
                String name = columns.get(number).name();
                findings.row(
                        FindingKind.VALUE, rows, "%s of a %s must not be null, but is", name, type);
                sound = false;
            }
        }
        for (int number : shape.absent()) {
            if (!columns.get(number).isNull(row)) {
                add(
                        rows,
                        columns.get(number).name() + " of a " + type + " must be null",
                        columns.get(number));
            }
        }
        return sound;
    }

    /** Every DOUBLE twin must be the double nearest to its number. */
    private void twins(LaneRows rows) {
        for (Twin twin : rows.chunk().twins()) {
            if (!twin.isRight(rows.row())) {
                String exact = twin.exact().text(rows.row());
                String name = twin.nearest().name();
                add(rows, name + " must be the double nearest to " + exact, twin.nearest());
            }
        }
        levelTwins(rows, rows.chunk().bids());
        levelTwins(rows, rows.chunk().asks());
    }

    private void levelTwins(LaneRows rows, LevelValues side) {
        for (int level = 0; level < side.levels(rows.row()); level++) {
            if (!side.hasTwins(rows.row(), level)) {
                findings.row(
                        FindingKind.VALUE,
                        rows,
                        "the doubles of level %d of %s must be nearest to %s, but are not",
                        level,
                        side.name(),
                        side.text(rows.row(), level));
                return;
            }
        }
    }

    private boolean trade(LaneRows rows) {
        EventChunk chunk = rows.chunk();
        positive(rows, chunk.tradePrice());
        notNegative(rows, chunk.tradeQuantity());
        return chunk.tradeSide().isNull(rows.row())
                || isOneOf(rows, chunk.tradeSide(), "BUY", "SELL");
    }

    private boolean delta(LaneRows rows) {
        EventChunk chunk = rows.chunk();
        positive(rows, chunk.deltaPrice());
        notNegative(rows, chunk.deltaQuantity());
        return isOneOf(rows, chunk.deltaSide(), "BID", "ASK");
    }

    private boolean snapshot(LaneRows rows) {
        EventChunk chunk = rows.chunk();
        boolean live = rows.state() == BookState.LIVE;
        if (chunk.isSnapshot().value(rows.row()) != live) {
            findings.row(
                    FindingKind.VALUE,
                    rows,
                    "is_snapshot must be %s where book_state is %s, but is %s",
                    live,
                    rows.state(),
                    !live);
        }
        if (rows.kind() == null) {
            add(
                    rows,
                    "snapshot_kind must be RESYNC, CHECK, PERIODIC, INTERVAL or CLOSING",
                    chunk.kind());
            return false;
        }
        return true;
    }

    private void positive(LaneRows rows, DecimalValues column) {
        if (!anyPrice && column.sign(rows.row()) <= 0) {
            add(rows, column.name() + " must be above 0", column);
        }
    }

    private void notNegative(LaneRows rows, DecimalValues column) {
        if (column.sign(rows.row()) < 0) {
            add(rows, column.name() + " must not be below 0", column);
        }
    }

    private boolean isOneOf(LaneRows rows, WordValues column, String one, String other) {
        boolean is = column.is(one, rows.row()) || column.is(other, rows.row());
        if (!is) {
            add(rows, column.name() + " must be " + one + " or " + other, column);
        }
        return is;
    }

    private void add(LaneRows rows, String mustHold, ColumnValues column) {
        findings.row(FindingKind.VALUE, rows, "%s, but is %s", mustHold, column.text(rows.row()));
    }
}
