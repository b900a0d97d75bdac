// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small seeded lane of deltas with a snapshot, gaps, repeats and bad rows, cut into batches. */
final class LaneStream {
    private static final long START = 1_723_161_255_208_000_000L;
    private static final int MESSAGES = 400;

    private final Lane lane;
    private final List<DeltaBatch> batches = new ArrayList<>();
    private DeltaBatch open;
    private long row;

    private LaneStream(Lane lane) {
        this.lane = lane;
    }

    static Lane lane(String symbol) {
        return new Lane(new LaneId("X", symbol), "X|" + symbol, SequenceMode.RANGE, 2, 3);
    }

    /** The lane's batches of about {@code rows} rows, the end of the lane last. */
    static List<DeltaBatch> of(String symbol, long seed, int rows) {
        LaneStream stream = new LaneStream(lane(symbol));
        Random random = new Random(seed);
        stream.snapshot(10, random);
        long id = 10;
        for (int i = 0; i < MESSAGES; i++) {
            long first = id + 1 + (random.nextInt(50) == 0 ? random.nextInt(2_000) : 0);
            id = first + random.nextInt(5);
            stream.message(first, id, i, random, rows);
            if (random.nextInt(60) == 0) {
                stream.snapshot(id - random.nextInt(3), random);
            }
        }
        stream.cut();
        stream.batches.add(DeltaBatch.endOfLane(stream.lane));
        return stream.batches;
    }

    private void message(long first, long id, int number, Random random, int rows) {
        for (int r = random.nextInt(12); r >= 0; r--) {
            if (batch().size() >= rows) {
                cut();
            }
            long time = START + number * 100_000_000L;
            if (random.nextInt(200) == 0) {
                batch().appendRejected(
                                row++,
                                time,
                                Missing.TIME,
                                id,
                                first,
                                Missing.ID,
                                false,
                                RejectReason.NAN_PRICE,
                                "bid",
                                "NaN",
                                "1.5");
            } else {
                append(time, id, first, false, random);
            }
        }
    }

    private void snapshot(long id, Random random) {
        for (int level = 0; level < 60; level++) {
            for (Side side : Side.values()) {
                long price = side == Side.BID ? 1_000 - level : 1_001 + level;
                batch().append(
                                row++,
                                START,
                                Missing.TIME,
                                id,
                                id,
                                Missing.ID,
                                true,
                                side,
                                price,
                                1 + random.nextInt(9));
            }
        }
    }

    private void append(long time, long id, long first, boolean snapshot, Random random) {
        Side side = Side.ofCode(random.nextInt(2));
        int offset = random.nextInt(40);
        long price = side == Side.BID ? 1_000 - offset : 1_001 + offset;
        long quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
        batch().append(
                        row++,
                        time,
                        Missing.TIME,
                        id,
                        first,
                        Missing.ID,
                        snapshot,
                        side,
                        price,
                        quantity);
    }

    private DeltaBatch batch() {
        if (open == null) {
            open = new DeltaBatch(lane, "part-0.parquet", 64);
        }
        return open;
    }

    private void cut() {
        if (open != null && open.size() > 0) {
            batches.add(open);
        }
        open = null;
    }
}
