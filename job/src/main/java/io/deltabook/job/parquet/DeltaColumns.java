// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.DeltaRows;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.number.RowFaults;
import java.util.ArrayList;
import java.util.List;

/** The columns of a chunk of delta rows. */
final class DeltaColumns implements RowColumns {
    private final DeltaColumnBinding binding;
    private final List<ChunkColumn> all = new ArrayList<>();
    private final TimeColumn eventTime;
    private final TimeColumn arrivalTime;
    private final IdColumn updateId;
    private final IdColumn firstId;
    private final IdColumn previousId;
    private final FlagColumn snapshot;
    private final SideColumn side;
    private final NumberColumn price;
    private final NumberColumn quantity;

    DeltaColumns(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        this.binding = binding;
        eventTime = times(DeltaField.EVENT_TIME, capacity);
        arrivalTime = times(DeltaField.ARRIVAL_TIME, capacity);
        updateId = ids(DeltaField.UPDATE_ID, capacity);
        firstId = ids(DeltaField.FIRST_ID, capacity);
        previousId = ids(DeltaField.PREVIOUS_ID, capacity);
        snapshot =
                binding.has(DeltaField.SNAPSHOT)
                        ? added(new FlagColumn(binding.column(DeltaField.SNAPSHOT), capacity))
                        : null;
        side = added(SideColumn.ofBook(binding.column(DeltaField.SIDE), capacity));
        price = added(NumberColumn.of(binding.column(DeltaField.PRICE), capacity, scales.price()));
        quantity =
                added(
                        NumberColumn.of(
                                binding.column(DeltaField.QUANTITY), capacity, scales.quantity()));
    }

    private TimeColumn times(DeltaField field, int capacity) {
        return binding.has(field)
                ? added(
                        new TimeColumn(
                                binding.column(field), binding.dialect().nanosPerUnit(), capacity))
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
                batch.reject(
                        RowFaults.first(prices[row], quantities[row], side.code(row), !hasId),
                        prices[row] > 0 && side.code(row) >= 0,
                        raw(row, row + moved));
            } else if (batch.eventTime(row + moved) == Missing.TIME
                    && batch.arrivalTime(row + moved) == Missing.TIME) {
                batch.keepRaw(raw(row, row + moved));
            }
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
