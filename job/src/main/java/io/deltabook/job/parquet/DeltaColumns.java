// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.number.RowFaults;
import java.util.ArrayList;
import java.util.List;

/** The columns of a chunk of delta rows. */
final class DeltaColumns implements RowColumns {
    private static final Side[] SIDES = {Side.ofCode(0), Side.ofCode(1)};

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

    DeltaColumns(DeltaColumnBinding binding, int capacity) {
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
        price = added(NumberColumn.of(binding.column(DeltaField.PRICE), capacity));
        quantity = added(NumberColumn.of(binding.column(DeltaField.QUANTITY), capacity));
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
    public void append(int row, long fileRow, DeltaBatch batch) {
        Lane lane = batch.lane();
        long scaledPrice = price.number(row, lane.priceScale(), batch.pool());
        long scaledQuantity = quantity.number(row, lane.quantityScale(), batch.pool());
        int sideCode = side.code(row);
        long id = id(updateId, row);
        boolean idMissing = id == Missing.ID && lane.mode() != SequenceMode.NONE;
        RejectReason reason = RowFaults.first(scaledPrice, scaledQuantity, sideCode, idMissing);
        if (reason == null) {
            batch.append(
                    fileRow,
                    time(eventTime, row),
                    time(arrivalTime, row),
                    id,
                    id(firstId, row),
                    id(previousId, row),
                    isSnapshot(row),
                    SIDES[sideCode],
                    scaledPrice,
                    scaledQuantity);
        } else {
            batch.appendRejected(
                    fileRow,
                    time(eventTime, row),
                    time(arrivalTime, row),
                    id,
                    id(firstId, row),
                    id(previousId, row),
                    isSnapshot(row),
                    reason,
                    side.raw(row),
                    price.raw(row),
                    quantity.raw(row));
        }
    }

    private static long time(TimeColumn column, int row) {
        return column == null ? Missing.TIME : column.nanos(row);
    }

    private static long id(IdColumn column, int row) {
        return column == null ? Missing.ID : column.id(row);
    }

    private boolean isSnapshot(int row) {
        return snapshot != null && snapshot.isSet(row);
    }
}
