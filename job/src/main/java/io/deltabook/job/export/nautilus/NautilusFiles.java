// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.nautilus;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportedBook;
import io.deltabook.job.export.lane.ExportedTrade;
import io.deltabook.job.export.lane.LaneFacts;
import io.deltabook.job.export.lane.RowStamp;
import io.deltabook.job.export.lane.TwoTables;
import io.deltabook.job.parquet.file.TableFileWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;

/**
 * The catalog that NautilusTrader reads: {@code order_book_deltas} and {@code trades} of an
 * instrument named {@code SYMBOL.EXCHANGE}.
 */
public final class NautilusFiles extends TwoTables<CatalogTable> {
    private static final String DELTAS =
            """
            message order_book_delta {
                required int32 action (INTEGER(8,false));
                required int32 side (INTEGER(8,false));
                required fixed_len_byte_array(16) price;
                required fixed_len_byte_array(16) size;
                required int64 order_id (INTEGER(64,false));
                required int32 flags (INTEGER(8,false));
                required int64 sequence (INTEGER(64,false));
                required int64 ts_event (INTEGER(64,false));
                required int64 ts_init (INTEGER(64,false));
            }
            """;
    private static final String TRADES =
            """
            message trade_tick {
                required fixed_len_byte_array(16) price;
                required fixed_len_byte_array(16) size;
                required int32 aggressor_side (INTEGER(8,false));
                required binary trade_id (STRING);
                required int64 ts_event (INTEGER(64,false));
                required int64 ts_init (INTEGER(64,false));
            }
            """;

    private static final int ADD = 1;
    private static final int UPDATE = 2;
    private static final int DELETE = 3;
    private static final int CLEAR = 4;
    private static final int NO_SIDE = 0;
    private static final int BUY = 1;
    private static final int SELL = 2;

    /** The last change of a message: the book is consistent after it. */
    private static final int F_LAST = 128;

    /** The change is part of a whole book. */
    private static final int F_SNAPSHOT = 32;

    /**
     * @param facts of the lane: files of one instrument have one precision
     */
    public NautilusFiles(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
        super(
                new CatalogTable(
                        folder(folder, "order_book_deltas", lane),
                        DELTAS,
                        metadata(lane, facts),
                        counts),
                new CatalogTable(
                        folder(folder, "trades", lane), TRADES, metadata(lane, facts), counts));
    }

    private static Path folder(Path catalog, String table, LaneId lane) {
        return catalog.resolve("data")
                .resolve(table)
                .resolve(InstrumentFolder.of(instrument(lane)));
    }

    private static Map<String, String> metadata(LaneId lane, LaneFacts facts) {
        return Map.of(
                "instrument_id", instrument(lane),
                "price_precision", Integer.toString(facts.priceScale()),
                "size_precision", Integer.toString(facts.quantityScale()));
    }

    private static String instrument(LaneId lane) {
        return lane.symbol() + '.' + lane.exchange();
    }

    @Override
    public void clear(RowStamp at, ExportedBook held) throws IOException {
        clearBook(at, F_SNAPSHOT | F_LAST);
    }

    private void clearBook(RowStamp at, int flags) throws IOException {
        row(at, CLEAR, NO_SIDE, BigDecimal.ZERO, BigDecimal.ZERO, flags);
    }

    @Override
    public void snapshot(RowStamp at, ExportedBook held, ExportedBook next) throws IOException {
        clearBook(at, next.isEmpty() ? F_SNAPSHOT | F_LAST : F_SNAPSHOT);
        for (Side side : Side.values()) {
            boolean isLastSide = side == Side.ASK || next.side(Side.ASK).isEmpty();
            Iterator<Map.Entry<BigDecimal, BigDecimal>> levels =
                    next.side(side).entrySet().iterator();
            while (levels.hasNext()) {
                Map.Entry<BigDecimal, BigDecimal> level = levels.next();
                int last = isLastSide && !levels.hasNext() ? F_LAST : 0;
                row(at, ADD, of(side), level.getKey(), level.getValue(), F_SNAPSHOT | last);
            }
        }
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
        int action = quantity.signum() == 0 ? DELETE : held.has(side, price) ? UPDATE : ADD;
        row(at, action, of(side), price, quantity, isLast ? F_LAST : 0);
    }

    private static int of(Side side) {
        return side == Side.BID ? BUY : SELL;
    }

    private void row(
            RowStamp at, int action, int side, BigDecimal price, BigDecimal size, int flags)
            throws IOException {
        TableFileWriter row = book.row(7, at.eventNanos(), at.arrivalNanos());
        row.small(0, action);
        row.small(1, side);
        row.bytes(2, FixedPoint.of(price));
        row.bytes(3, FixedPoint.of(size));
        row.number(4, 0);
        row.small(5, flags);
        row.number(6, at.hasId() ? at.updateId() : 0);
        row.endRow();
    }

    @Override
    public void trade(ExportedTrade trade) throws IOException {
        TableFileWriter row = trades.row(4, trade.at().eventNanos(), trade.at().arrivalNanos());
        row.bytes(0, FixedPoint.of(trade.price()));
        row.bytes(1, FixedPoint.of(trade.quantity()));
        row.small(2, trade.isBuy() == null ? NO_SIDE : trade.isBuy() ? BUY : SELL);
        row.text(3, trade.id() == null ? "0" : trade.id().toString());
        row.endRow();
    }
}
