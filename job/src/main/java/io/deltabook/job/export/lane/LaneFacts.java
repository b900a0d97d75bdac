// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.Side;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.number.ScaledDecimal;
import java.io.IOException;

/**
 * What some formats must know of a whole lane before they write its first row.
 *
 * @param priceScale decimals of its prices
 * @param quantityScale decimals of its quantities
 * @param minLatencyNanos the smallest arrival minus event time, ns; 0 if no row has an arrival
 */
public record LaneFacts(int priceScale, int quantityScale, long minLatencyNanos) {

    /** Reads all rows of a lane. */
    public static LaneFacts scan(LaneRows rows) throws IOException {
        Scan scan = new Scan();
        while (rows.next()) {
            scan.row(rows.chunk(), rows.row(), rows.nanos());
        }
        return new LaneFacts(
                scan.priceScale,
                scan.quantityScale,
                scan.minLatency == Long.MAX_VALUE ? 0 : scan.minLatency);
    }

    private static final class Scan {
        private int priceScale;
        private int quantityScale;
        private long minLatency = Long.MAX_VALUE;

        void row(EventChunk chunk, int row, long eventNanos) {
            if (!chunk.arrival().isNull(row)) {
                minLatency = Math.min(minLatency, chunk.arrival().value(row) - eventNanos);
            }
            if (!chunk.deltaPrice().isNull(row)) {
                price(chunk.deltaPrice(), row);
                quantity(chunk.deltaQuantity(), row);
            } else if (!chunk.tradePrice().isNull(row)) {
                price(chunk.tradePrice(), row);
                quantity(chunk.tradeQuantity(), row);
            } else {
                for (Side side : Side.values()) {
                    levels(side == Side.BID ? chunk.bids() : chunk.asks(), row);
                }
            }
        }

        private void price(DecimalValues values, int row) {
            priceScale = wider(priceScale, values.high(row), values.low(row));
        }

        private void quantity(DecimalValues values, int row) {
            quantityScale = wider(quantityScale, values.high(row), values.low(row));
        }

        private void levels(LevelValues levels, int row) {
            for (int level = 0; level < levels.levels(row); level++) {
                priceScale =
                        wider(
                                priceScale,
                                levels.priceHigh(row, level),
                                levels.priceLow(row, level));
                quantityScale =
                        wider(
                                quantityScale,
                                levels.quantityHigh(row, level),
                                levels.quantityLow(row, level));
            }
        }

        private static int wider(int scale, long high, long low) {
            if (ScaledDecimal.at(scale, high, low) != ScaledDecimal.NONE) {
                return scale;
            }
            return Math.max(scale, ExactDecimals.scale(high, low));
        }
    }
}
