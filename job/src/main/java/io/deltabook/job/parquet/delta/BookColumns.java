// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.RowFaults;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.IdColumn;
import io.deltabook.job.parquet.delta.column.NumberColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.dialect.BookLevels;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.number.NumberFault;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a chunk of wide book snapshots. A level whose price or quantity is null, NaN or 0
 * ends its side; any other level that cannot be used rejects the whole row.
 */
final class BookColumns implements TableColumns {
    private final RowTimes times;
    private final IdColumn updateId;
    private final List<Level> bids;
    private final List<Level> asks;
    private final boolean nonPositive;

    private record Level(NumberColumn price, NumberColumn quantity) {}

    /** Why a row is rejected, and the level that shows it. */
    private record Fault(RejectReason reason, Side side, Level level) {}

    BookColumns(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        times = new RowTimes(binding, capacity);
        updateId =
                binding.has(DeltaField.UPDATE_ID)
                        ? new IdColumn(binding.column(DeltaField.UPDATE_ID), capacity)
                        : null;
        nonPositive = binding.format().nonPositivePrices();
        bids = levels(binding.levels().bids(), scales, capacity);
        asks = levels(binding.levels().asks(), scales, capacity);
    }

    private static List<Level> levels(
            List<BookLevels.Level> bound, NumberScales scales, int capacity) {
        List<Level> levels = new ArrayList<>();
        for (BookLevels.Level level : bound) {
            levels.add(
                    new Level(
                            NumberColumn.of(level.price(), capacity, scales.price()),
                            NumberColumn.of(level.quantity(), capacity, scales.quantity())));
        }
        return levels;
    }

    @Override
    public List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>(times.columns());
        if (updateId != null) {
            columns.add(updateId);
        }
        for (List<Level> side : List.of(bids, asks)) {
            for (Level level : side) {
                columns.add(level.price());
                columns.add(level.quantity());
            }
        }
        return columns;
    }

    @Override
    public void append(int from, int to, long firstRow, DeltaBatch batch) {
        for (int row = from; row < to; row++) {
            append(row, firstRow + row, batch);
        }
    }

    private void append(int row, long fileRow, DeltaBatch batch) {
        Fault fault = first(fault(Side.BID, bids, row, batch), fault(Side.ASK, asks, row, batch));
        if (fault != null) {
            batch.appendRejected(
                    InputTable.BOOK,
                    fileRow,
                    times.event(row),
                    times.arrival(row),
                    id(row),
                    fault.reason(),
                    fault.side().name(),
                    fault.level().price().raw(row),
                    fault.level().quantity().raw(row));
            return;
        }
        int before = batch.size();
        appendSide(Side.BID, bids, row, fileRow, batch);
        appendSide(Side.ASK, asks, row, fileRow, batch);
        if (batch.size() == before) {
            batch.appendBookLevel(
                    fileRow, times.event(row), times.arrival(row), id(row), Side.BID, 0, 0);
        }
    }

    private void appendSide(
            Side side, List<Level> levels, int row, long fileRow, DeltaBatch batch) {
        for (Level level : levels) {
            long price = price(level, row, batch);
            long quantity = quantity(level, row, batch);
            if (isEnd(price, quantity)) {
                return;
            }
            batch.appendBookLevel(
                    fileRow, times.event(row), times.arrival(row), id(row), side, price, quantity);
        }
    }

    private Fault fault(Side side, List<Level> levels, int row, DeltaBatch batch) {
        Fault first = null;
        for (Level level : levels) {
            long price = price(level, row, batch);
            long quantity = quantity(level, row, batch);
            if (isEnd(price, quantity)) {
                return first;
            }
            RejectReason reason = RowFaults.first(price, quantity, side.code(), false, nonPositive);
            first = reason == null ? first : first(first, new Fault(reason, side, level));
        }
        return first;
    }

    /** The fault whose reason comes first in the list; of equals the first. */
    private static Fault first(Fault one, Fault other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.reason().compareTo(one.reason()) < 0 ? other : one;
    }

    private boolean isEnd(long price, long quantity) {
        return quantity == 0 || price == 0 && !nonPositive || isNone(price) || isNone(quantity);
    }

    private static boolean isNone(long number) {
        return number == NumberFault.ABSENT || number == NumberFault.NOT_A_NUMBER;
    }

    private long price(Level level, int row, DeltaBatch batch) {
        Lane lane = batch.lane();
        return level.price().number(row, lane.priceScale(), batch.pool(), nonPositive);
    }

    private static long quantity(Level level, int row, DeltaBatch batch) {
        Lane lane = batch.lane();
        return level.quantity().number(row, lane.quantityScale(), batch.pool());
    }

    private long id(int row) {
        return updateId == null ? Missing.ID : updateId.id(row);
    }
}
