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
import io.deltabook.job.parquet.delta.column.SideColumn;
import io.deltabook.job.parquet.delta.column.TradeIds;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import java.util.ArrayList;
import java.util.List;

/** The columns of a chunk of trades. A trade of quantity 0 is usable. */
final class TradeColumns implements TableColumns {
    private final RowTimes times;
    private final IdColumn tradeId;
    private final SideColumn side;
    private final NumberColumn price;
    private final NumberColumn quantity;
    private final boolean nonPositive;

    TradeColumns(DeltaColumnBinding binding, NumberScales scales, int capacity) {
        times = new RowTimes(binding, capacity);
        tradeId =
                binding.has(DeltaField.TRADE_ID)
                        ? TradeIds.column(binding.column(DeltaField.TRADE_ID), capacity)
                        : null;
        nonPositive = binding.format().nonPositivePrices();
        SideValues sides = binding.format().sides();
        side = SideColumn.ofTrades(binding.column(DeltaField.AGGRESSOR), sides, capacity);
        price = NumberColumn.of(binding.column(DeltaField.PRICE), capacity, scales.price());
        quantity =
                NumberColumn.of(binding.column(DeltaField.QUANTITY), capacity, scales.quantity());
    }

    @Override
    public List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>(times.columns());
        if (tradeId != null) {
            columns.add(tradeId);
        }
        columns.addAll(List.of(side, price, quantity));
        return columns;
    }

    @Override
    public void append(int from, int to, long firstRow, DeltaBatch batch) {
        for (int row = from; row < to; row++) {
            append(row, firstRow + row, batch);
        }
    }

    private void append(int row, long fileRow, DeltaBatch batch) {
        Lane lane = batch.lane();
        long scaledPrice = price.number(row, lane.priceScale(), batch.pool(), nonPositive);
        long scaledQuantity = quantity.number(row, lane.quantityScale(), batch.pool());
        long id = tradeId == null ? Missing.ID : tradeId.id(row);
        int code = side.code(row);
        RejectReason reason =
                RowFaults.first(scaledPrice, scaledQuantity, code, false, nonPositive);
        if (reason == null) {
            batch.appendTrade(
                    fileRow,
                    times.event(row),
                    times.arrival(row),
                    id,
                    code == RowFaults.NO_SIDE ? null : Side.ofCode(code),
                    scaledPrice,
                    scaledQuantity);
            if (times.event(row) == Missing.TIME && times.arrival(row) == Missing.TIME) {
                batch.keepRaw(
                        new DeltaBatch.RawRow(
                                batch.size() - 1,
                                side.raw(row),
                                price.raw(row),
                                quantity.raw(row)));
            }
        } else {
            batch.appendRejected(
                    InputTable.TRADES,
                    fileRow,
                    times.event(row),
                    times.arrival(row),
                    Missing.ID,
                    reason,
                    side.raw(row),
                    price.raw(row),
                    quantity.raw(row));
        }
    }
}
