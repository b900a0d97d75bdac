// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.time.EventHour;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Batches of about the shape of a real market, for files of many pages. */
public final class MarketEvents {
    private static final long START = EventHour.NANOS * Lanes.HOUR;

    private MarketEvents() {}

    /** Deltas of messages, with trades and small snapshots among them. */
    public static List<EventBatch> market(int count, int rows, int distinctQuantities) {
        Random random = new Random(11);
        Lane lane = Lanes.lane("S");
        List<EventBatch> batches = new ArrayList<>();
        long id = 0;
        for (int i = 0; i < count; i++) {
            EventBatch batch = new EventBatch(lane, Lanes.HOUR, (long) i * rows, rows);
            while (batch.size() < rows) {
                id++;
                long nanos = START + id * 2_000_000;
                BookState state = id % 1_000 < 30 ? BookState.SUSPECT : BookState.LIVE;
                if (id % 50 == 0 && i > count / 2) {

                    batch.appendTrade(
                            nanos, nanos + 7, state, id, Side.ASK, 1_000, random.nextInt(90));
                    continue;
                }
                int message = Math.min(rows - batch.size(), 1 + random.nextInt(60));
                for (int row = 0; row < message; row++) {
                    batch.appendDelta(
                            nanos,
                            nanos + id % 3,
                            state,
                            id % 2_000 == 7 ? Missing.ID : id,
                            Side.ofCode(row * 2 / message),
                            1_000 + random.nextInt(200) + i,
                            random.nextInt(3) * (long) random.nextInt(distinctQuantities),
                            row == message - 1);
                }
                if (id % 100 == 0 && batch.size() < rows) {
                    addSnapshot(batch, random, 20, 20);
                }
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Deltas no two of which have the same quantity. */
    public static List<EventBatch> unique(Lane lane, long firstSeq, int count, int rows) {
        List<EventBatch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EventBatch batch = new EventBatch(lane, Lanes.HOUR, firstSeq + (long) i * rows, rows);
            for (int row = 0; row < rows; row++) {
                long number = batch.firstSeq() + row;
                batch.appendDelta(
                        START,
                        START,
                        BookState.LIVE,
                        number,
                        Side.ASK,
                        7,
                        number << 20,
                        row % 2 == 0);
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Adds a snapshot of random levels. */
    public static void addSnapshot(EventBatch batch, Random random, int bids, int asks) {
        batch.appendSnapshot(
                START,
                START + 5,
                BookState.LIVE,
                1,
                new EventBatch.Snapshot(
                        batch.size(),
                        SnapshotKind.PERIODIC,
                        bids,
                        asks,
                        bids,
                        asks,
                        random.longs(bids, 0, 100_000).toArray(),
                        random.longs(bids, 0, 1L << 40).toArray(),
                        random.longs(asks, 0, 100_000).toArray(),
                        random.longs(asks, 0, 1L << 40).toArray()));
    }
}
