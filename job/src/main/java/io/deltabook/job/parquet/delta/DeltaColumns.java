// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.DeltaRows;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.RowFaults;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.FlagColumn;
import io.deltabook.job.parquet.delta.column.IdColumn;
import io.deltabook.job.parquet.delta.column.NumberColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.delta.column.SideColumn;
import io.deltabook.job.parquet.delta.column.TimeColumn;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.number.NumberFault;
import java.util.ArrayList;
import java.util.List;

/** The columns of a chunk of delta rows. */
final class DeltaColumns implements TableColumns {
    private final DeltaColumnBinding binding;
    private final List<ChunkColumn> all = new ArrayList<>();
    private final TimeColumn eventTime;
    private final TimeColumn arrivalTime;
    private final IdColumn updateId;
    private final IdColumn firstId;
    private final IdColumn previousId;
    private final IdColumn snapshotId;
    private final FlagColumn snapshot;
    private final SideColumn side;
    private final NumberColumn price;
    private final NumberColumn quantity;
    private final boolean nonPositive;

    DeltaColumns(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        this.binding = binding;
        nonPositive = binding.format().nonPositivePrices();
        eventTime = times(DeltaField.EVENT_TIME, capacity);
        arrivalTime = times(DeltaField.ARRIVAL_TIME, capacity);
        updateId = ids(DeltaField.UPDATE_ID, capacity);
        firstId = ids(DeltaField.FIRST_ID, capacity);
        previousId = ids(DeltaField.PREVIOUS_ID, capacity);
        snapshotId = ids(DeltaField.SNAPSHOT_ID, capacity);
        snapshot = FlagColumn.of(binding, capacity);
        if (snapshot != null) {
            all.add(snapshot);
        }
        SideValues sides = binding.format().sides();
        side = added(SideColumn.ofBook(binding.column(DeltaField.SIDE), sides, capacity));
        price = added(NumberColumn.of(binding.column(DeltaField.PRICE), capacity, scales.price()));
        quantity =
                added(
                        NumberColumn.of(
                                binding.column(DeltaField.QUANTITY), capacity, scales.quantity()));
    }

    private TimeColumn times(DeltaField field, int capacity) {
        return binding.has(field)
                ? added(new TimeColumn(binding.column(field), binding.plainUnit(field), capacity))
                : null;
    }

    private IdColumn ids(DeltaField field, int capacity) {
        return binding.has(field) ? added(new IdColumn(binding.column(field), capacity)) : null;
    }

    private <C extends ChunkColumn> C added(C column) {
        all.add(column);
        return column;
    }

    @Override
    public List<ChunkColumn> columns() {
        return all;
    }

    @Override
    public void append(int from, int to, long firstRow, DeltaBatch batch) {
        Lane lane = batch.lane();
        long[] prices = price.numbers(from, to, lane.priceScale(), batch.pool());
        long[] quantities = quantity.numbers(from, to, lane.quantityScale(), batch.pool());
        if (nonPositive) {
            setNegatives(prices, from, to, batch);
        }
        if (snapshotId != null) {
            fillIds(from, to);
        }
        DeltaRows rows =
                new DeltaRows(
                        firstRow,
                        nanos(eventTime),
                        nanos(arrivalTime),
                        ids(updateId),
                        ids(firstId),
                        ids(previousId),
                        snapshot == null ? null : snapshot.flags(),
                        side.codes(),
                        prices,
                        quantities);
        int moved = batch.size() - from;
        batch.appendDeltas(rows, from, to);
        boolean needsId = lane.mode() != SequenceMode.NONE;
        for (int row = from; row < to; row++) {
            boolean hasId = !needsId || updateId != null && updateId.id(row) != Missing.ID;
            if ((prices[row] - 1 | quantities[row] | side.codes()[row]) < 0 || !hasId) {
                judge(prices[row], quantities[row], row, row + moved, hasId, batch);
            } else if (isTimeless(batch, row + moved)) {
                batch.keepRaw(raw(row, row + moved));
            }
        }
    }

    /** Decides whether an unusual row is usable, id-only or rejected. */
    private void judge(
            long scaledPrice,
            long scaledQuantity,
            int row,
            int index,
            boolean hasId,
            DeltaBatch batch) {
        if (scaledPrice == 0 && scaledQuantity == 0 && hasId && !nonPositive) {
            batch.idOnly(index);
            return;
        }
        int code = side.code(row);
        RejectReason reason =
                RowFaults.first(scaledPrice, scaledQuantity, code, !hasId, nonPositive);
        if (reason != null) {
            reject(reason, code, scaledPrice, raw(row, index), batch);
        } else if (isTimeless(batch, index)) {
            batch.keepRaw(raw(row, index));
        }
    }

    private static void reject(
            RejectReason reason,
            int code,
            long scaledPrice,
            DeltaBatch.RawRow raw,
            DeltaBatch batch) {
        long place = RejectedPlace.of(code, scaledPrice, raw.price(), batch);
        if (place == RejectedPlace.UNKNOWN) {
            batch.reject(reason, false, raw);
        } else {
            batch.rejectAt(reason, place, raw);
        }
    }

    private static boolean isTimeless(DeltaBatch batch, int index) {
        return batch.eventTime(index) == Missing.TIME && batch.arrivalTime(index) == Missing.TIME;
    }

    private void setNegatives(long[] prices, int from, int to, DeltaBatch batch) {
        int scale = batch.lane().priceScale();
        for (int row = from; row < to; row++) {
            if (prices[row] == NumberFault.NEGATIVE) {
                prices[row] = price.negative(row, scale, batch.pool());
            }
        }
    }

    /** Rows without one id have the other. */
    private void fillIds(int from, int to) {
        long[] ids = updateId.ids();
        for (int row = from; row < to; row++) {
            ids[row] = ids[row] == Missing.ID ? snapshotId.id(row) : ids[row];
        }
    }

    private DeltaBatch.RawRow raw(int row, int index) {
        return new DeltaBatch.RawRow(index, side.raw(row), price.raw(row), quantity.raw(row));
    }

    private static long[] nanos(TimeColumn column) {
        return column == null ? null : column.nanos();
    }

    private static long[] ids(IdColumn column) {
        return column == null ? null : column.ids();
    }
}
