// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.EventType;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.read.ChosenColumns;
import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.FlagValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.job.parquet.event.read.WordValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * What happened in consecutive buckets of equal length: events, messages, trades, and how long
 * messages took to arrive. A bucket without any of a kind has NaN there.
 */
final class ActivityBars {
    private static final Set<String> COLUMNS =
            Set.of(
                    EventSchema.EVENT_TIMESTAMP,
                    EventSchema.ARRIVAL_TIMESTAMP,
                    EventSchema.EVENT_TYPE,
                    EventSchema.LAST_IN_MESSAGE,
                    EventSchema.TRADE_PRICE,
                    EventSchema.TRADE_QUANTITY,
                    EventSchema.TRADE_SIDE);
    private static final double NANOS_PER_MILLI = 1e6;

    final long from;
    final long step;
    final long[] events;
    final long[] messages;
    final long[] trades;
    final double[] buyVolume;
    final double[] sellVolume;
    final double[] tradeLow;
    final double[] tradeHigh;

    /** Arrival minus event time of messages, ms. */
    final double[] latencyLow;

    final double[] latencyHigh;
    final double[] latencySum;
    final long[] latencies;

    /** The largest trades one by one, null if they are not wanted. */
    final LargestTrades largest;

    /**
     * @param from begin of the first bucket, epoch ns
     * @param step length of a bucket, ns
     * @param size number of buckets
     */
    ActivityBars(long from, long step, int size) {
        this(from, step, size, null);
    }

    /**
     * @param largest takes the trades of the rows that are added
     */
    ActivityBars(long from, long step, int size, LargestTrades largest) {
        this.largest = largest;
        this.from = from;
        this.step = step;
        events = new long[size];
        messages = new long[size];
        trades = new long[size];
        latencies = new long[size];
        buyVolume = new double[size];
        sellVolume = new double[size];
        latencySum = new double[size];
        tradeLow = nothing(size);
        tradeHigh = nothing(size);
        latencyLow = nothing(size);
        latencyHigh = nothing(size);
    }

    private static double[] nothing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    int size() {
        return events.length;
    }

    /** Adds the rows of an events file that lie in the buckets. */
    void addFile(Path file) throws IOException {
        try (ChunkReader reader = ChosenColumns.ofEvents(file, COLUMNS)) {
            while (reader.next()) {
                add(reader.chunk());
            }
        }
    }

    private void add(RowChunk chunk) {
        NumberValues nanos = chunk.number(EventSchema.EVENT_TIMESTAMP);
        boolean hasArrival =
                chunk.columns().stream()
                        .anyMatch(column -> column.name().equals(EventSchema.ARRIVAL_TIMESTAMP));
        NumberValues arrival = hasArrival ? chunk.number(EventSchema.ARRIVAL_TIMESTAMP) : null;
        FlagValues last = chunk.flag(EventSchema.LAST_IN_MESSAGE);
        WordValues type = chunk.word(EventSchema.EVENT_TYPE);
        for (int row = 0; row < chunk.size(); row++) {
            long time = nanos.value(row) - from;
            if (time < 0 || time >= step * size()) {
                continue;
            }
            int bucket = (int) (time / step);
            events[bucket]++;
            if (!last.isNull(row)) {
                if (last.value(row)) {
                    messages[bucket]++;
                    if (arrival != null && !arrival.isNull(row)) {
                        late(bucket, (arrival.value(row) - nanos.value(row)) / NANOS_PER_MILLI);
                    }
                }
            } else if (type.is(EventType.TRADE.name(), row)) {
                trade(bucket, chunk, row, nanos.value(row));
            }
        }
    }

    private void late(int bucket, double millis) {
        latencies[bucket]++;
        latencySum[bucket] += millis;
        latencyLow[bucket] = QuoteBars.least(latencyLow[bucket], millis);
        latencyHigh[bucket] = QuoteBars.most(latencyHigh[bucket], millis);
    }

    private void trade(int bucket, RowChunk chunk, int row, long time) {
        DecimalValues prices = chunk.decimal(EventSchema.TRADE_PRICE);
        DecimalValues quantities = chunk.decimal(EventSchema.TRADE_QUANTITY);
        WordValues side = chunk.word(EventSchema.TRADE_SIDE);
        double price = QuoteBars.value(prices, row);
        trades[bucket]++;
        tradeLow[bucket] = QuoteBars.least(tradeLow[bucket], price);
        tradeHigh[bucket] = QuoteBars.most(tradeHigh[bucket], price);
        double quantity = QuoteBars.value(quantities, row);
        if (largest != null) {
            String of = side.isNull(row) ? null : side.is("BUY", row) ? "BUY" : "SELL";
            largest.add(new LargestTrades.Trade(time, price, quantity, of));
        }
        if (side.isNull(row)) {
            return;
        }
        if (side.is("BUY", row)) {
            buyVolume[bucket] += quantity;
        } else {
            sellVolume[bucket] += quantity;
        }
    }

    /** Adds finer bars. */
    void addAll(ActivityBars finer) {
        for (int i = 0; i < finer.size(); i++) {
            long time = finer.from + i * finer.step - from;
            if (finer.events[i] == 0 || time < 0 || time / step >= size()) {
                continue;
            }
            int to = (int) (time / step);
            events[to] += finer.events[i];
            messages[to] += finer.messages[i];
            trades[to] += finer.trades[i];
            buyVolume[to] += finer.buyVolume[i];
            sellVolume[to] += finer.sellVolume[i];
            tradeLow[to] = QuoteBars.least(tradeLow[to], finer.tradeLow[i]);
            tradeHigh[to] = QuoteBars.most(tradeHigh[to], finer.tradeHigh[i]);
            latencies[to] += finer.latencies[i];
            latencySum[to] += finer.latencySum[i];
            latencyLow[to] = QuoteBars.least(latencyLow[to], finer.latencyLow[i]);
            latencyHigh[to] = QuoteBars.most(latencyHigh[to], finer.latencyHigh[i]);
        }
    }

    /** Mean of arrival minus event time in each bucket, ms; NaN where there is none. */
    double[] latencyMean() {
        double[] mean = nothing(size());
        for (int i = 0; i < size(); i++) {
            if (latencies[i] > 0) {
                mean[i] = latencySum[i] / latencies[i];
            }
        }
        return mean;
    }
}
