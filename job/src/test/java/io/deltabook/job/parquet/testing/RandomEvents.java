// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.number.WideDecimals;
import io.deltabook.time.EventHour;
import java.math.BigInteger;
import java.util.Random;

/**
 * Batches whose mood changes: long messages and single rows, few numbers and numbers that never
 * recur, with ids and without, trades and snapshots now and then or all the time.
 */
public final class RandomEvents {
    /** Largest DECIMAL(38,18) before its scale. */
    private static final BigInteger WIDEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    private final Random random;
    private final Lane lane;
    private long seq;
    private long nanos = EventHour.NANOS * Lanes.HOUR;
    private long arrival = Missing.TIME;
    private long id;
    private long unit = 1;

    /** Of this batch and perhaps of the next, as that of a lane's state is. */
    private WideDecimals pool;

    private int rowsOfMessage;
    private int distinctNumbers;
    private int othersOneIn;
    private int deepest;
    private boolean hasIds;
    private boolean hasExtremes;

    public RandomEvents(Random random, Lane lane) {
        this.random = random;
        this.lane = lane;
        seq = random.nextInt(1_000);
        id = random.nextLong();
    }

    /** A lane of longs at random scales. */
    public static Lane lane(Random random) {
        int priceScale = random.nextInt(Lane.MAX_SCALE + 1);
        int quantityScale = random.nextInt(Lane.MAX_SCALE + 1);
        return new Lane(new LaneId("E", "S"), "ES", SequenceMode.RANGE, priceScale, quantityScale);
    }

    /** A lane of numbers that no long holds. */
    public static Lane wideLane() {
        return new Lane(
                new LaneId("E", "S"),
                "ES",
                SequenceMode.RANGE,
                LaneSnapshots.MARKED,
                DecimalStrategy.DECIMAL128,
                Lane.MAX_SCALE,
                Lane.MAX_SCALE);
    }

    /** The next batch, sometimes after a hole in event_seq. */
    public EventBatch next(int rows) {
        changeMood();
        seq += random.nextInt(4) == 0 ? random.nextInt(3) : 0;
        pool = pool == null || random.nextBoolean() ? lane.newPool() : pool;
        EventBatch batch = new EventBatch(lane, Lanes.HOUR, seq, 8, pool);
        while (batch.size() < rows) {
            if (random.nextInt(othersOneIn) == 0) {
                addOther(batch);
            } else {
                addMessage(batch, Math.min(rows - batch.size(), 1 + random.nextInt(rowsOfMessage)));
            }
        }
        seq += batch.size();
        return batch;
    }

    /** All times are whole numbers of some nanoseconds. */
    public RandomEvents inUnitsOf(long nanosOfUnit) {
        unit = nanosOfUnit;
        return this;
    }

    private void changeMood() {
        rowsOfMessage = pick(1, 3, 40, 400);
        distinctNumbers = pick(1, 20, 300, 5_000, Integer.MAX_VALUE);
        othersOneIn = pick(1, 2, 10, 1_000);
        deepest = pick(0, 1, 30, 100);
        hasIds = random.nextInt(4) > 0;
        hasExtremes = random.nextInt(4) == 0;
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void addMessage(EventBatch batch, int rows) {
        advance();
        BookState state = BookState.ofCode(random.nextInt(3));
        int bids = random.nextInt(rows + 1);
        for (int row = 0; row < rows; row++) {
            batch.appendDelta(
                    nanos,
                    arrival,
                    state,
                    hasIds ? id : Missing.ID,
                    row < bids ? Side.BID : Side.ASK,
                    number(batch),
                    random.nextInt(3) == 0 ? 0 : number(batch),
                    row == rows - 1);
        }
    }

    private void addOther(EventBatch batch) {
        advance();
        BookState state = BookState.ofCode(random.nextInt(3));
        long anyId = hasIds ? id : Missing.ID;
        if (random.nextBoolean()) {
            int code = random.nextInt(5);
            Side side = code > 1 ? null : Side.ofCode(code);
            batch.appendTrade(nanos, arrival, state, anyId, side, number(batch), number(batch));
            return;
        }
        int bids = random.nextInt(deepest + 1);
        int asks = random.nextInt(deepest + 1);
        EventBatch.Snapshot snapshot =
                new EventBatch.Snapshot(
                        batch.size(),
                        SnapshotKind.ofCode(random.nextInt(SnapshotKind.values().length)),
                        random.nextInt(bids + 1),
                        random.nextInt(asks + 1),
                        random.nextInt(bids + 1),
                        random.nextInt(asks + 1),
                        numbers(batch, bids),
                        numbers(batch, bids),
                        numbers(batch, asks),
                        numbers(batch, asks));
        batch.appendSnapshot(nanos, arrival, state, anyId, snapshot);
    }

    /** Times mostly rise a little; ids may be any number but {@link Missing#ID}. */
    private void advance() {
        if (hasExtremes && random.nextInt(10) == 0) {
            id = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
            nanos = EventHour.NANOS * Lanes.HOUR + random.nextInt(1_000_000_000) / unit * unit;
        } else {
            id += 1 + random.nextInt(1_000);
            nanos += random.nextInt(3) * 1_000_000L;
        }
        if (id == Missing.ID) {
            id++;
        }
        arrival = random.nextInt(20) == 0 ? Missing.TIME : nanos + random.nextInt(3) * 1_000L;
    }

    private long[] numbers(EventBatch batch, int count) {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(batch);
        }
        return numbers;
    }

    private long number(EventBatch batch) {
        long number = 1_000_000L * random.nextInt(distinctNumbers);
        if (hasExtremes && random.nextInt(20) == 0) {
            number = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextLong();
        }
        if (batch.pool() == null) {
            return number;
        }
        BigInteger wide = BigInteger.valueOf(number);
        if (hasExtremes) {
            wide = random.nextInt(20) == 0 ? WIDEST : wide.multiply(BigInteger.valueOf(1L << 50));
        }
        return batch.pool().token(wide);
    }
}
