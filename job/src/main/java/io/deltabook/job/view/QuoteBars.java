// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.BookState;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
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
 * Best bid and ask of consecutive buckets of equal length: least, greatest and last of each. A
 * bucket without quotes has NaN.
 */
final class QuoteBars {
    private static final Set<String> COLUMNS =
            Set.of(
                    EventSchema.EVENT_TIMESTAMP,
                    QuoteSchema.BID_PRICE,
                    QuoteSchema.ASK_PRICE,
                    EventSchema.BOOK_STATE,
                    QuoteSchema.CERTIFIED);
    private static final double UNIT = 1e18;
    private static final double HALF = 0x1p64;

    final long from;
    final long step;
    final double[] bidLow;
    final double[] bidHigh;
    final double[] bidLast;
    final double[] askLow;
    final double[] askHigh;
    final double[] askLast;
    final double[] spreadLow;
    final double[] spreadHigh;
    final int[] quotes;

    /** Quotes of a bucket that are certified. */
    final int[] certified;

    /** Quotes of a bucket in state LIVE. */
    final int[] live;

    /** The newest quote before the first bucket, NaN if none is known. */
    double bidBefore = Double.NaN;

    double askBefore = Double.NaN;

    /**
     * @param from begin of the first bucket, epoch ns
     * @param step length of a bucket, ns
     * @param size number of buckets
     */
    QuoteBars(long from, long step, int size) {
        this.from = from;
        this.step = step;
        bidLow = nothing(size);
        bidHigh = nothing(size);
        bidLast = nothing(size);
        askLow = nothing(size);
        askHigh = nothing(size);
        askLast = nothing(size);
        spreadLow = nothing(size);
        spreadHigh = nothing(size);
        quotes = new int[size];
        certified = new int[size];
        live = new int[size];
    }

    private static double[] nothing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    int size() {
        return quotes.length;
    }

    /** Adds the rows of a quotes file that lie in the buckets. */
    void addFile(Path file) throws IOException {
        try (ChunkReader reader = ChosenColumns.ofQuotes(file, COLUMNS)) {
            while (reader.next()) {
                add(reader.chunk());
            }
        }
    }

    private void add(RowChunk chunk) {
        NumberValues nanos = chunk.number(EventSchema.EVENT_TIMESTAMP);
        DecimalValues bids = chunk.decimal(QuoteSchema.BID_PRICE);
        DecimalValues asks = chunk.decimal(QuoteSchema.ASK_PRICE);
        WordValues state = chunk.word(EventSchema.BOOK_STATE);
        FlagValues proven = chunk.flag(QuoteSchema.CERTIFIED);
        long end = from + step * size();
        for (int row = 0; row < chunk.size(); row++) {
            long time = nanos.value(row);
            if (time >= end) {
                continue;
            }
            double bid = value(bids, row);
            double ask = value(asks, row);
            if (time < from) {
                bidBefore = bid;
                askBefore = ask;
                continue;
            }
            int bucket = (int) ((time - from) / step);
            add(bucket, bid, ask);
            if (state.is(BookState.LIVE.name(), row)) {
                live[bucket]++;
            }
            if (proven.value(row)) {
                certified[bucket]++;
            }
        }
    }

    /** The nearest double of a price, NaN if it is null. */
    static double value(DecimalValues column, int row) {
        return column.isNull(row) ? Double.NaN : value(column.high(row), column.low(row));
    }

    /** The double of a DECIMAL(38,18) by its halves, to within two units in the last place. */
    static double value(long high, long low) {
        boolean isSmall = high == low >> 63;
        double unscaled = isSmall ? low : high * HALF + ((low >>> 1) * 2.0 + (low & 1));
        return unscaled / UNIT;
    }

    private void add(int bucket, double bid, double ask) {
        quotes[bucket]++;
        bidLast[bucket] = bid;
        askLast[bucket] = ask;
        bidLow[bucket] = least(bidLow[bucket], bid);
        bidHigh[bucket] = most(bidHigh[bucket], bid);
        askLow[bucket] = least(askLow[bucket], ask);
        askHigh[bucket] = most(askHigh[bucket], ask);
        spreadLow[bucket] = least(spreadLow[bucket], ask - bid);
        spreadHigh[bucket] = most(spreadHigh[bucket], ask - bid);
    }

    /** Adds finer bars that are later than what was added before. */
    void addAll(QuoteBars finer) {
        for (int i = 0; i < finer.size(); i++) {
            long time = finer.from + i * finer.step;
            if (finer.quotes[i] == 0) {
                continue;
            }
            if (time < from) {
                bidBefore = finer.bidLast[i];
                askBefore = finer.askLast[i];
                continue;
            }
            long bucket = (time - from) / step;
            if (bucket >= size()) {
                return;
            }
            addBar((int) bucket, finer, i);
        }
    }

    private void addBar(int to, QuoteBars finer, int i) {
        quotes[to] += finer.quotes[i];
        certified[to] += finer.certified[i];
        live[to] += finer.live[i];
        bidLast[to] = finer.bidLast[i];
        askLast[to] = finer.askLast[i];
        bidLow[to] = least(bidLow[to], finer.bidLow[i]);
        bidHigh[to] = most(bidHigh[to], finer.bidHigh[i]);
        askLow[to] = least(askLow[to], finer.askLow[i]);
        askHigh[to] = most(askHigh[to], finer.askHigh[i]);
        spreadLow[to] = least(spreadLow[to], finer.spreadLow[i]);
        spreadHigh[to] = most(spreadHigh[to], finer.spreadHigh[i]);
    }

    /**
     * Gives buckets without quotes the last quote before them, which still holds in them.
     *
     * @param until no bucket from this time on is filled, epoch ns
     */
    void carry(long until) {
        double bid = bidBefore;
        double ask = askBefore;
        for (int i = 0; i < size(); i++) {
            if (quotes[i] > 0) {
                bid = bidLast[i];
                ask = askLast[i];
            } else if (from + i * step < until) {
                bidLow[i] = bid;
                bidHigh[i] = bid;
                bidLast[i] = bid;
                askLow[i] = ask;
                askHigh[i] = ask;
                askLast[i] = ask;
                spreadLow[i] = ask - bid;
                spreadHigh[i] = ask - bid;
            }
        }
    }

    static double least(double one, double other) {
        return Double.isNaN(one) || other < one ? other : one;
    }

    static double most(double one, double other) {
        return Double.isNaN(one) || other > one ? other : one;
    }
}
