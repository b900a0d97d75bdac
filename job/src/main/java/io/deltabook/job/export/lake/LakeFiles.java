// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lake;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportedBook;
import io.deltabook.job.export.lane.ExportedTrade;
import io.deltabook.job.export.lane.NearestDouble;
import io.deltabook.job.export.lane.RowStamp;
import io.deltabook.job.export.lane.TwoTables;
import io.deltabook.job.parquet.file.TableFileWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * Crypto Lake's tables {@code book_delta_v2} and {@code trades} with the columns as stored. The
 * format has changes of levels only, so a book that is gone is a removal of its levels, and a new
 * book removes what it does not have: who applies every row has the right book.
 */
public final class LakeFiles extends TwoTables<LakeTable> {
    private static final String DELTAS =
            """
            message book_delta_v2 {
                optional int64 timestamp;
                optional int64 receipt_timestamp;
                optional int64 sequence_number;
                optional boolean side_is_bid;
                optional double price;
                optional double size;
            }
            """;
    private static final String TRADES =
            """
            message trades {
                optional binary side (STRING);
                optional double amount;
                optional double price;
                optional int64 id;
                optional int64 timestamp;
                optional int64 receipt_timestamp;
            }
            """;

    private final NearestDouble nearest;

    public LakeFiles(Path folder, LaneId lane, ExportCounts counts) {
        super(
                new LakeTable(folder, lane, "book_delta_v2", DELTAS, counts),
                new LakeTable(folder, lane, "trades", TRADES, counts));
        nearest = new NearestDouble(counts);
    }

    @Override
    public void clear(RowStamp at, ExportedBook held) throws IOException {
        snapshot(at, held, new ExportedBook());
        book.gap();
    }

    @Override
    public void snapshot(RowStamp at, ExportedBook held, ExportedBook next) throws IOException {
        held.becoming(next, (side, price, quantity) -> row(at, side, price, quantity));
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
        row(at, side, price, quantity);
    }

    private void row(RowStamp at, Side side, BigDecimal price, BigDecimal quantity)
            throws IOException {
        TableFileWriter row = book.row();
        row.number(0, at.eventNanos());
        row.number(1, at.arrivalNanos());
        if (at.hasId()) {
            row.number(2, at.updateId());
        } else {
            row.absent(2);
        }
        row.flag(3, side == Side.BID);
        row.real(4, nearest.of(price));
        row.real(5, nearest.of(quantity));
        row.endRow();
    }

    @Override
    public void trade(ExportedTrade trade) throws IOException {
        TableFileWriter row = trades.row();
        if (trade.isBuy() == null) {
            row.absent(0);
        } else {
            row.text(0, trade.isBuy() ? "buy" : "sell");
        }
        row.real(1, nearest.of(trade.quantity()));
        row.real(2, nearest.of(trade.price()));
        if (trade.id() == null) {
            row.absent(3);
        } else {
            row.number(3, trade.id());
        }
        row.number(4, trade.at().eventNanos());
        row.number(5, trade.at().arrivalNanos());
        row.endRow();
    }
}
