// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.tardis;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportedBook;
import io.deltabook.job.export.lane.ExportedTrade;
import io.deltabook.job.export.lane.RowStamp;
import io.deltabook.job.export.lane.TwoTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * Tardis' tables {@code incremental_book_L2} and {@code trades}. Its readers drop their book at the
 * first snapshot row after another row, and have no other way to be told that a book is gone.
 */
public final class TardisFiles extends TwoTables<CsvTable> {
    /** What readers still hold beside the snapshot rows that come next, null if nothing. */
    private ExportedBook kept;

    private boolean isInSnapshot;

    public TardisFiles(Path folder, LaneId lane, ExportCounts counts) {
        super(
                new CsvTable(
                        folder,
                        lane,
                        "incremental_book_L2",
                        "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount",
                        counts),
                new CsvTable(
                        folder,
                        lane,
                        "trades",
                        "exchange,symbol,timestamp,local_timestamp,id,side,price,amount",
                        counts));
    }

    @Override
    public void clear(RowStamp at, ExportedBook held) {
        if (isInSnapshot) {
            kept = held.copy();
        }
    }

    @Override
    public void snapshot(RowStamp at, ExportedBook held, ExportedBook next) throws IOException {
        ExportedBook old = kept != null ? kept : isInSnapshot ? held : new ExportedBook();
        kept = null;
        isInSnapshot = true;
        old.becoming(next, (side, price, quantity) -> row(at, side, price, quantity));
    }

    @Override
    public void delta(
            RowStamp at,
            ExportedBook held,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            boolean isLast)
            throws IOException {
        isInSnapshot = false;
        row(at, side, price, quantity);
    }

    private void row(RowStamp at, Side side, BigDecimal price, BigDecimal quantity)
            throws IOException {
        book.row(at)
                .cell(isInSnapshot ? "true" : "false")
                .cell(side == Side.BID ? "bid" : "ask")
                .cell(price.toPlainString())
                .cell(quantity.toPlainString())
                .endLine();
    }

    @Override
    public void trade(ExportedTrade trade) throws IOException {
        String side = trade.isBuy() == null ? "unknown" : trade.isBuy() ? "buy" : "sell";
        trades.row(trade.at())
                .cell(trade.id() == null ? "" : trade.id().toString())
                .cell(side)
                .cell(trade.price().toPlainString())
                .cell(trade.quantity().toPlainString())
                .endLine();
    }
}
