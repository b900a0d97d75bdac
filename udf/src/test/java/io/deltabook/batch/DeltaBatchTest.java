// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
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

    private static Lane lane(DecimalStrategy strategy) {
        LaneId id = new LaneId("X", "Y");
        return new Lane(id, "k", SequenceMode.RANGE, false, strategy, 18, 18);
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
