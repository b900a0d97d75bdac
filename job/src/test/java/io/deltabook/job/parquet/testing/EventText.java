// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Events as one line of text a row: from a batch, and the query that gives the same from files. */
public final class EventText {
    private EventText() {}

    /** All columns of the rows of files, in event_seq order. */
    public static List<String> ofFiles(String glob) {
        return DuckDb.rows(
                """
                select event_seq, epoch_ns(event_timestamp), event_type,
                    epoch_ns(arrival_timestamp), update_id, trade_id,
                    trade_price::varchar, trade_quantity::varchar, trade_side,
                    array_to_string([l.price::varchar || ':' || l.quantity::varchar for l in bids], ','),
                    array_to_string([l.price::varchar || ':' || l.quantity::varchar for l in asks], ','),
                    is_snapshot, snapshot_kind, delta_side, delta_price::varchar,
                    delta_quantity::varchar, last_in_message, book_state, certified_bids,
                    certified_asks, covered_bids, covered_asks
                from read_parquet('%s', hive_partitioning = false) order by event_seq
                """
                        .formatted(glob.replace("'", "''")));
    }

    public static List<String> ofFile(Path file) {
        return ofFiles(file.toString());
    }

    /** What {@link #ofFiles} must give for a batch. */
    public static List<String> of(EventBatch batch) {
        List<String> rows = new ArrayList<>();
        int snapshots = 0;
        for (int i = 0; i < batch.size(); i++) {
            boolean isSnapshot = batch.type(i) == EventType.BOOK_SNAPSHOT;
            rows.add(row(batch, i, isSnapshot ? batch.snapshots().get(snapshots++) : null));
        }
        return rows;
    }

    private static String row(EventBatch batch, int i, EventBatch.Snapshot snapshot) {
        boolean trade = batch.type(i) == EventType.TRADE;
        boolean delta = batch.type(i) == EventType.BOOK_DELTA;
        String id = batch.id(i) == Missing.ID ? "null" : Long.toString(batch.id(i));
        String price = decimal(batch, batch.price(i), batch.lane().priceScale());
        String quantity = decimal(batch, batch.quantity(i), batch.lane().quantityScale());
        return String.join(
                "|",
                Long.toString(batch.firstSeq() + i),
                Long.toString(batch.timestamp(i)),
                batch.type(i).name(),
                batch.arrival(i) == Missing.TIME ? "null" : Long.toString(batch.arrival(i)),
                trade ? "null" : id,
                trade ? id : "null",
                trade ? price : "null",
                trade ? quantity : "null",
                !trade || batch.side(i) == null
                        ? "null"
                        : batch.side(i) == Side.BID ? "BUY" : "SELL",
                snapshot == null
                        ? "null"
                        : levels(batch, snapshot.bidPrices(), snapshot.bidQuantities()),
                snapshot == null
                        ? "null"
                        : levels(batch, snapshot.askPrices(), snapshot.askQuantities()),
                snapshot == null ? "null" : Boolean.toString(batch.state(i) == BookState.LIVE),
                snapshot == null ? "null" : snapshot.kind().name(),
                delta ? batch.side(i).name() : "null",
                delta ? price : "null",
                delta ? quantity : "null",
                delta ? Boolean.toString(batch.lastInMessage(i)) : "null",
                batch.state(i).name(),
                snapshot == null ? "null" : Integer.toString(snapshot.certifiedBids()),
                snapshot == null ? "null" : Integer.toString(snapshot.certifiedAsks()),
                snapshot == null ? "null" : Integer.toString(snapshot.coveredBids()),
                snapshot == null ? "null" : Integer.toString(snapshot.coveredAsks()));
    }

    private static String levels(EventBatch batch, long[] prices, long[] quantities) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            levels.add(
                    decimal(batch, prices[i], batch.lane().priceScale())
                            + ':'
                            + decimal(batch, quantities[i], batch.lane().quantityScale()));
        }
        return String.join(",", levels);
    }

    private static String decimal(EventBatch batch, long value, int scale) {
        BigInteger number = WideDecimals.number(batch.pool(), value);
        return new BigDecimal(number, scale).setScale(Lanes.SCALE).toPlainString();
    }
}
