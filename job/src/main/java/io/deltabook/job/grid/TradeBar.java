// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.Lane;
import io.deltabook.job.grid.file.GridColumns;
import io.deltabook.job.grid.file.GridRow;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The trades of a row, and the last one whenever it was. Not thread-safe. */
final class TradeBar {

    private final int countPlace;
    private final int openPlace;
    private final int highPlace;
    private final int lowPlace;
    private final int closePlace;
    private final int vwapPlace;
    private final int volumePlace;
    private final int notionalPlace;
    private final int buyPlace;
    private final int sellPlace;
    private final int lastPlace;
    private final int agePlace;

    private long count;
    private BigDecimal open;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal notional = BigDecimal.ZERO;
    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal last;
    private long lastNanos;

    TradeBar(GridColumns columns) {
        countPlace = columns.place(GridColumns.TRADES);
        openPlace = columns.place(GridColumns.OPEN);
        highPlace = columns.place(GridColumns.HIGH);
        lowPlace = columns.place(GridColumns.LOW);
        closePlace = columns.place(GridColumns.CLOSE);
        vwapPlace = columns.place(GridColumns.VWAP);
        volumePlace = columns.place(GridColumns.VOLUME);
        notionalPlace = columns.place(GridColumns.NOTIONAL);
        buyPlace = columns.place(GridColumns.BUY_VOLUME);
        sellPlace = columns.place(GridColumns.SELL_VOLUME);
        lastPlace = columns.place(GridColumns.LAST_TRADE_PRICE);
        agePlace = columns.place(GridColumns.TRADE_AGE_NS);
    }

    /** A trade before those of the row. */
    void before(BigDecimal price, long nanos) {
        last = price;
        lastNanos = nanos;
    }

    /** Whether any trade is known. */
    boolean hasLast() {
        return last != null;
    }

    /**
     * A trade of the row.
     *
     * @param isBuy whether the buyer took; null if the venue does not tell
     */
    void add(BigDecimal price, BigDecimal quantity, Boolean isBuy, long nanos) {
        open = count == 0 ? price : open;
        high = count == 0 ? price : high.max(price);
        low = count == 0 ? price : low.min(price);
        volume = volume.add(quantity);
        notional = notional.add(price.multiply(quantity));
        if (isBuy != null) {
            bought = isBuy ? bought.add(quantity) : bought;
            sold = isBuy ? sold : sold.add(quantity);
        }
        count++;
        before(price, nanos);
    }

    /** Fills the columns of trades, and begins the next row. */
    void fill(GridRow row, long clock) {
        row.number(countPlace, count);
        if (count > 0) {
            row.decimal(openPlace, open);
            row.decimal(highPlace, high);
            row.decimal(lowPlace, low);
            row.decimal(closePlace, last);
            vwap(row);
        }
        row.decimal(volumePlace, volume);
        row.decimal(notionalPlace, notional);
        row.decimal(buyPlace, bought);
        row.decimal(sellPlace, sold);
        row.decimal(lastPlace, last);
        if (last != null) {
            row.number(agePlace, clock - lastNanos);
        }
        clear();
    }

    private void vwap(GridRow row) {
        if (volume.signum() == 0) {
            return;
        }
        if (row.isExact()) {
            row.decimal(vwapPlace, notional.divide(volume, Lane.MAX_SCALE, RoundingMode.HALF_EVEN));
        } else {
            row.real(vwapPlace, notional.doubleValue() / volume.doubleValue());
        }
    }

    /** Begins the next row. */
    void clear() {
        if (count > 0) {
            count = 0;
            volume = BigDecimal.ZERO;
            notional = BigDecimal.ZERO;
            bought = BigDecimal.ZERO;
            sold = BigDecimal.ZERO;
        }
    }
}
