// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.time.EventHour;
import java.util.Random;

/** Lanes and random batches for tests. */
public final class Lanes {
    /** Decimals of an output column. */
    public static final int SCALE = 18;

    /** 2024-08-08T23Z in hours. */
    public static final long HOUR = 478_607;

    private Lanes() {}

    public static Lane lane(String exchange, String symbol, int priceScale, int quantityScale) {
        return new Lane(
                new LaneId(exchange, symbol),
                exchange + symbol,
                SequenceMode.RANGE,
                priceScale,
                quantityScale);
    }

    public static Lane lane(String symbol) {
        return lane("BINANCE", symbol, 8, 8);
    }

    /** A batch of every kind of row, with extreme values among them. */
    public static EventBatch random(
            Random random, Lane lane, long hour, long firstSeq, int rows, int deepest) {
        EventBatch batch = new EventBatch(lane, hour, firstSeq, 8);
        for (int i = 0; i < rows; i++) {
            long nanos = EventHour.NANOS * hour + (random.nextLong() >>> 1) % EventHour.NANOS;
            long arrival = random.nextInt(4) == 0 ? Missing.TIME : nanos + random.nextInt(1_000);
            BookState state = BookState.ofCode(random.nextInt(3));
            long id = random.nextInt(8) == 0 ? Missing.ID : value(random);
            Side side = Side.ofCode(random.nextInt(2));
            switch (random.nextInt(8)) {
                case 0 ->
                        batch.appendTrade(
                                nanos, arrival, state, id, side, value(random), value(random));
                case 1 ->
                        batch.appendSnapshot(
                                nanos, arrival, state, id, snapshot(random, i, deepest));
                default ->
                        batch.appendDelta(
                                nanos,
                                arrival,
                                state,
                                id,
                                side,
                                value(random),
                                random.nextInt(3) == 0 ? 0 : value(random),
                                random.nextBoolean());
            }
        }
        return batch;
    }

    /** A batch of deltas only. */
    public static EventBatch deltas(Lane lane, long hour, long firstSeq, int rows) {
        EventBatch batch = new EventBatch(lane, hour, firstSeq, rows);
        for (int i = 0; i < rows; i++) {
            long seq = firstSeq + i;
            batch.appendDelta(
                    EventHour.NANOS * hour + i,
                    EventHour.NANOS * hour + i + 1,
                    BookState.LIVE,
                    seq,
                    seq % 2 == 0 ? Side.BID : Side.ASK,
                    6_000_000_000_000L + seq * 7_919 % 100_000,
                    seq * 104_729 % 1_000_000_007,
                    true);
        }
        return batch;
    }

    private static EventBatch.Snapshot snapshot(Random random, int row, int deepest) {
        int bids = random.nextInt(deepest + 1);
        int asks = random.nextInt(deepest + 1);
        return new EventBatch.Snapshot(
                row,
                SnapshotKind.ofCode(random.nextInt(SnapshotKind.values().length)),
                random.nextInt(bids + 1),
                random.nextInt(asks + 1),
                random.nextInt(bids + 1),
                random.nextInt(asks + 1),
                values(random, bids),
                values(random, bids),
                values(random, asks),
                values(random, asks));
    }

    private static long[] values(Random random, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(random);
        }
        return values;
    }

    /** Every magnitude up to the largest long; never negative, never {@link Missing#ID}. */
    private static long value(Random random) {
        return random.nextInt(50) == 0
                ? Long.MAX_VALUE
                : random.nextLong() >>> (1 + random.nextInt(63));
    }
}
