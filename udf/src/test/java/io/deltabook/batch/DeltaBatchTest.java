// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.number.WideDecimals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeltaBatchTest {
    /** Ranges of one batch, behind rows of another, are what they were, numbers and rejects too. */
    @ParameterizedTest
    @EnumSource(DecimalStrategy.class)
    void takesRowsOfAnotherBatchAsTheyAre(DecimalStrategy strategy) {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            DeltaBatch from = random(random, strategy, random.nextInt(60));
            DeltaBatch to = random(random, strategy, random.nextInt(20));
            List<String> expected = lines(to, 0, to.size());
            for (int i = 0; i < 3; i++) {
                int start = random.nextInt(from.size() + 1);
                int end = start + random.nextInt(from.size() - start + 1);
                to.appendRows(from, start, end);
                expected.addAll(lines(from, start, end));
            }
            assertThat(lines(to, 0, to.size())).as("seed %s", seed).isEqualTo(expected);
        }
    }

    /** Whatever the columns and wherever the ranges lie, bulk and row-wise filling are one. */
    @Test
    void takesColumnsAsItTakesRows() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            DeltaRows rows = randomRows(random, 1 + random.nextInt(50));
            DeltaBatch bulk = new DeltaBatch(lane(DecimalStrategy.PIPS), "d", random.nextInt(60));
            DeltaBatch single = new DeltaBatch(lane(DecimalStrategy.PIPS), "d", random.nextInt(60));
            for (int start = 0; start < rows.price().length; ) {
                int end = start + 1 + random.nextInt(rows.price().length - start);
                int first = bulk.size();
                bulk.appendDeltas(rows, start, end);
                for (int row = start; row < end; row++) {
                    boolean rejected = random.nextInt(5) == 0;
                    if (rejected) {
                        bulk.reject(
                                RejectReason.NAN_PRICE,
                                false,
                                new DeltaBatch.RawRow(first + row - start, "b", null, "" + row));
                    }
                    append(rows, row, rejected, single);
                }
                start = end + random.nextInt(3);
            }
            assertThat(lines(bulk, 0, bulk.size()))
                    .as("seed %s", seed)
                    .isEqualTo(lines(single, 0, single.size()));
        }
    }

    private static DeltaRows randomRows(Random random, int rows) {
        long[] side = random.longs(rows, 0, 2).toArray();
        side[random.nextInt(rows)] = random.nextInt(4) - 2L;
        return new DeltaRows(
                random.nextLong(),
                optional(random, rows),
                optional(random, rows),
                optional(random, rows),
                optional(random, rows),
                optional(random, rows),
                random.nextBoolean() ? random.longs(rows, 0, 2).toArray() : null,
                side,
                random.longs(rows).toArray(),
                random.longs(rows).toArray());
    }

    private static long[] optional(Random random, int rows) {
        return random.nextInt(3) == 0 ? null : random.longs(rows).toArray();
    }

    private static void append(DeltaRows rows, int row, boolean rejected, DeltaBatch batch) {
        long fileRow = rows.firstRow() + row;
        boolean snapshot = rows.snapshot() != null && rows.snapshot()[row] == 1;
        long event = value(rows.eventTime(), row);
        long arrival = value(rows.arrivalTime(), row);
        long id = value(rows.updateId(), row);
        long first = value(rows.firstId(), row);
        long previous = value(rows.previousId(), row);
        if (rejected) {
            batch.appendRejected(
                    fileRow,
                    event,
                    arrival,
                    id,
                    first,
                    previous,
                    snapshot,
                    RejectReason.NAN_PRICE,
                    "b",
                    null,
                    "" + row);
        } else {
            batch.append(
                    fileRow,
                    event,
                    arrival,
                    id,
                    first,
                    previous,
                    snapshot,
                    Side.ofCode((int) (rows.side()[row] & 1)),
                    rows.price()[row],
                    rows.quantity()[row]);
        }
    }

    private static long value(long[] column, int row) {
        return column == null ? Missing.ID : column[row];
    }

    @Test
    void countsARowOfBookSnapshotsOnce() {
        DeltaBatch batch = new DeltaBatch(lane(DecimalStrategy.PIPS), "d", 0);
        batch.file(InputTable.BOOK, "b");
        batch.appendBookLevel(7, 1, 1, 1, Side.BID, 1, 1);
        batch.appendBookLevel(7, 1, 1, 1, Side.ASK, 2, 1);
        batch.appendBookLevel(8, 1, 1, 1, Side.BID, 1, 1);
        batch.append(8, 1, 1, 1, 1, 1, false, Side.BID, 1, 1);
        batch.append(8, 1, 1, 1, 1, 1, false, Side.BID, 1, 1);
        batch.appendTrade(8, 1, 1, 1, Side.BID, 1, 1);
        assertThat(batch.inputRows()).isEqualTo(5);
    }

    @Test
    void aRejectedRowKeepsSideAndPriceOnlyWhereBothCanBeUsed() {
        DeltaBatch batch = threeRows();
        batch.reject(RejectReason.NULL_QUANTITY, true, new DeltaBatch.RawRow(0, "a", "1", null));
        batch.reject(RejectReason.NULL_QUANTITY, false, new DeltaBatch.RawRow(1, "?", "1", null));
        assertThat(batch.isPlaced(0)).isTrue();
        assertThat(batch.side(0)).isEqualTo(Side.ASK);
        assertThat(batch.price(0)).isEqualTo(10);
        assertThat(batch.isPlaced(1)).isFalse();
        assertThat(batch.price(1)).isZero();
        for (int row = 0; row < 2; row++) {
            assertThat(batch.rejectCode(row)).isEqualTo(RejectReason.NULL_QUANTITY.code());
            assertThat(batch.isSnapshot(row)).isTrue();
            assertThat(batch.isIdOnly(row)).isFalse();
            assertThat(batch.quantity(row)).isZero();
        }
        assertThat(batch.isPlaced(2)).isFalse();
    }

    @Test
    void aRowOfIdsOnlyIsNeitherUsableNorRejectedAndKeepsItsKey() {
        DeltaBatch batch = threeRows();
        batch.idOnly(1);
        assertThat(batch.isIdOnly(0)).isFalse();
        assertThat(batch.isIdOnly(1)).isTrue();
        assertThat(MessageKeys.isUsableDelta(batch, 1)).isFalse();
        assertThat(batch.rejectCode(1)).isEqualTo(RejectReason.USABLE);
        assertThat(batch.table(1)).isEqualTo(InputTable.DELTAS);
        assertThat(batch.isSnapshot(1)).isTrue();
        assertThat(batch.updateId(1)).isEqualTo(2);
        assertThat(batch.rejected()).isEmpty();
    }

    private static DeltaBatch threeRows() {
        DeltaBatch batch = new DeltaBatch(lane(DecimalStrategy.PIPS), "d", 0);
        for (int row = 0; row < 3; row++) {
            batch.append(row, 1, 1, 2, 2, 1, true, Side.ASK, 10, 5);
        }
        return batch;
    }

    @Test
    void aTradeMayHaveNoSide() {
        DeltaBatch batch = new DeltaBatch(lane(DecimalStrategy.PIPS), "d", 0);
        batch.file(InputTable.TRADES, "t");
        batch.appendTrade(0, 1, 1, 1, null, 3, 4);
        assertThat(batch.table(0)).isEqualTo(InputTable.TRADES);
        assertThat(batch.side(0)).isNull();
        assertThat(batch.rejectCode(0)).isEqualTo(RejectReason.USABLE);
        assertThat(batch.isIdOnly(0)).isFalse();
    }

    private static Lane lane(DecimalStrategy strategy) {
        LaneId id = new LaneId("X", "Y");
        return new Lane(id, "k", SequenceMode.RANGE, LaneSnapshots.MARKED, strategy, 18, 18);
    }

    private static DeltaBatch random(Random random, DecimalStrategy strategy, int rows) {
        DeltaBatch batch = new DeltaBatch(lane(strategy), "d", random.nextInt(10));
        for (int row = 0; row < rows; row++) {
            long time = random.nextLong();
            Side side = Side.ofCode(random.nextInt(2));
            long price = number(random, batch.pool());
            long quantity = number(random, batch.pool());
            switch (random.nextInt(4)) {
                case 0 -> batch.append(row, time, 1, 2, 3, 4, true, side, price, quantity);
                case 1 -> batch.appendTrade(row, time, 1, row, side, price, quantity);
                case 2 -> batch.appendBookLevel(row, time, 1, row, side, price, quantity);
                default ->
                        batch.appendRejected(
                                InputTable.ofCode(random.nextInt(3)),
                                row,
                                time,
                                Missing.TIME,
                                row,
                                RejectReason.NULL_PRICE,
                                "bid",
                                null,
                                "q" + row);
            }
        }
        return batch;
    }

    private static long number(Random random, WideDecimals pool) {
        long number = random.nextInt(20);
        return pool == null ? number : pool.token(BigInteger.valueOf(number).shiftLeft(70));
    }

    private static List<String> lines(DeltaBatch batch, int start, int end) {
        List<String> lines = new ArrayList<>();
        for (int i = start; i < end; i++) {
            int row = i;
            String raw =
                    batch.rejected().stream()
                            .filter(rejected -> rejected.index() == row)
                            .map(
                                    rejected ->
                                            rejected.side()
                                                    + rejected.price()
                                                    + rejected.quantity())
                            .toList()
                            .toString();
            lines.add(
                    String.join(
                            " ",
                            batch.table(i).name(),
                            "" + batch.fileRow(i),
                            "" + batch.eventTime(i),
                            "" + batch.arrivalTime(i),
                            "" + batch.updateId(i),
                            "" + batch.firstId(i),
                            "" + batch.previousId(i),
                            "" + batch.isSnapshot(i),
                            "" + batch.rejectCode(i),
                            "" + batch.side(i),
                            "" + WideDecimals.number(batch.pool(), batch.price(i)),
                            "" + WideDecimals.number(batch.pool(), batch.quantity(i)),
                            raw));
        }
        return lines;
    }
}
