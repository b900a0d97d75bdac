// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.RowFaults;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.IdColumn;
import io.deltabook.job.parquet.delta.column.LevelNumbers;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.number.NumberFault;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a chunk of book snapshots. A level whose price or quantity is null, NaN or 0 ends
 * its side; any other unusable level rejects the whole row, and so does a price without a quantity
 * or a quantity without a price.
 */
final class BookColumns implements TableColumns {
    private final RowTimes times;
    private final IdColumn updateId;
    private final List<LevelNumbers> bids;
    private final List<LevelNumbers> asks;
    private final boolean nonPositive;

    /** Why a row is rejected, and the positions of the price and quantity concerned. */
    private record Fault(
            RejectReason reason, Side side, LevelNumbers levels, int price, int quantity) {
        static Fault of(RejectReason reason, Side side, LevelNumbers levels, int row, int number) {
            int price = levels.price().index(row, number);
            return new Fault(reason, side, levels, price, levels.quantity().index(row, number));
        }

        String rawPrice() {
            return price < 0 ? null : levels.price().column().raw(price);
        }

        String rawQuantity() {
            return quantity < 0 ? null : levels.quantity().column().raw(quantity);
        }
    }

    BookColumns(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        times = new RowTimes(binding, capacity);
        updateId =
                binding.has(DeltaField.UPDATE_ID)
                        ? new IdColumn(binding.column(DeltaField.UPDATE_ID), capacity)
                        : null;
        nonPositive = binding.format().nonPositivePrices();
        bids = LevelNumbers.of(binding.levels().bids(), scales, capacity);
        asks = LevelNumbers.of(binding.levels().asks(), scales, capacity);
    }

    @Override
    public List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>(times.columns());
        if (updateId != null) {
            columns.add(updateId);
        }
        bids.forEach(levels -> columns.addAll(levels.columns()));
        asks.forEach(levels -> columns.addAll(levels.columns()));
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
                    fault.rawPrice(),
                    fault.rawQuantity());
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
            Side side, List<LevelNumbers> sideLevels, int row, long fileRow, DeltaBatch batch) {
        for (LevelNumbers levels : sideLevels) {
            for (int number = 0; number < levels.count(row); number++) {
                long price = price(levels, row, number, batch);
                long quantity = quantity(levels, row, number, batch);
                if (isEnd(price, quantity)) {
                    return;
                }
                batch.appendBookLevel(
                        fileRow,
                        times.event(row),
                        times.arrival(row),
                        id(row),
                        side,
                        price,
                        quantity);
            }
        }
    }

    private Fault fault(Side side, List<LevelNumbers> sideLevels, int row, DeltaBatch batch) {
        Fault first = null;
        for (LevelNumbers levels : sideLevels) {
            first = first(first, unpaired(side, levels, row, levels.shared(row)));
            for (int number = 0; number < levels.shared(row); number++) {
                Fault unpaired = unpaired(side, levels, row, number);
                long price = price(levels, row, number, batch);
                long quantity = quantity(levels, row, number, batch);
                if (unpaired == null && isEnd(price, quantity)) {
                    return first;
                }
                RejectReason reason =
                        RowFaults.first(price, quantity, side.code(), false, nonPositive);
                Fault found = reason == null ? null : Fault.of(reason, side, levels, row, number);
                first = first(first, found);
            }
        }
        return first;
    }

    /** The fault of a price without a quantity, not even a null one, or the other way round. */
    private static Fault unpaired(Side side, LevelNumbers levels, int row, int number) {
        if (number >= levels.count(row)) {
            return null;
        }
        boolean hasPrice = levels.price().index(row, number) >= 0;
        if (hasPrice && levels.quantity().index(row, number) >= 0) {
            return null;
        }
        RejectReason reason = hasPrice ? RejectReason.NULL_QUANTITY : RejectReason.NULL_PRICE;
        return Fault.of(reason, side, levels, row, number);
    }

    /** The fault whose reason comes first in the list; on a tie the first fault. */
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

    private long price(LevelNumbers levels, int row, int number, DeltaBatch batch) {
        int index = levels.price().index(row, number);
        return index < 0
                ? NumberFault.ABSENT
                : levels.price()
                        .column()
                        .number(index, batch.lane().priceScale(), batch.pool(), nonPositive);
    }

    private static long quantity(LevelNumbers levels, int row, int number, DeltaBatch batch) {
        int index = levels.quantity().index(row, number);
        return index < 0
                ? NumberFault.ABSENT
                : levels.quantity()
                        .column()
                        .number(index, batch.lane().quantityScale(), batch.pool());
    }

    private long id(int row) {
        return updateId == null ? Missing.ID : updateId.id(row);
    }
}
