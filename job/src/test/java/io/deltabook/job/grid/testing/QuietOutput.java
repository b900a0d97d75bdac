// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two hours of a market with one trade and one change of the best levels, both in the first hour,
 * and a message a minute deep in the book, followed by a whole snapshot.
 */
public final class QuietOutput {
    /** When the book was loaded, epoch ns. */
    public static final long START = Lanes.HOUR * EventHour.NANOS;

    public static final long MINUTE = EventHour.NANOS / 60;

    /** Minute of the trade. */
    public static final int TRADE = 1;

    /** Minute of the last change of the best levels. */
    public static final int CHANGE = 40;

    private static final Lane LANE = Lanes.lane("BTC-USDT");
    private static final int DEPTH = 10;
    private static final int RETAINED = 100;
    private static final long[] BIDS = {100, 99, 98};
    private static final long[] ASKS = {101, 102, 103};

    private final long[] bidQuantities = {1, 1, 1};
    private final long[] askQuantities = {1, 1, 1};
    private EventBatch batch;
    private long nanos;
    private long seq;

    private QuietOutput() {}

    /** Writes the output. */
    public static void write(Path output) throws IOException {
        BookBounds bounds = new BookBounds(RETAINED, RETAINED, DEPTH, CrossedPolicy.REPAIR, false);
        OutputFolder.claim(output, "run", "fingerprint", List.of(LANE.id()), bounds);
        QuietOutput made = new QuietOutput();
        made.hour(output, Lanes.HOUR);
        made.hour(output, Lanes.HOUR + 1);
    }

    private void hour(Path output, long hour) throws IOException {
        batch = new EventBatch(LANE, hour, seq, 64);
        for (int minute = 0; minute < 60; minute++) {
            nanos = hour * EventHour.NANOS + minute * MINUTE;
            minute(hour == Lanes.HOUR ? minute : CHANGE + 1);
        }
        Path folder =
                output.resolve(EventSchema.FOLDER)
                        .resolve(HivePath.of(LANE.id()))
                        .resolve(EventHour.path(hour));
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("events.parquet"))) {
            BatchWriter<EventBatch> writer =
                    ColumnEventBatchWriter.open(out, new ParquetSettings("zstd", 64 * 1024));
            writer.write(batch);
            writer.finish();
        }
    }

    private void minute(int minute) {
        if (minute == 0) {
            snapshot(SnapshotKind.RESYNC);
        } else if (minute == TRADE) {
            batch.appendTrade(nanos, nanos, BookState.LIVE, 1, Side.BID, 101, 5);
            seq++;
        } else {
            int level = minute == CHANGE ? 0 : 2;
            bidQuantities[level]++;
            askQuantities[level]++;
            delta(Side.BID, BIDS[level], bidQuantities[level], false);
            delta(Side.ASK, ASKS[level], askQuantities[level], true);
            snapshot(SnapshotKind.PERIODIC);
        }
    }

    private void delta(Side side, long price, long quantity, boolean isLast) {
        batch.appendDelta(nanos, nanos, BookState.LIVE, seq, side, price, quantity, isLast);
        seq++;
    }

    private void snapshot(SnapshotKind kind) {
        batch.appendSnapshot(
                nanos,
                nanos,
                BookState.LIVE,
                seq,
                new EventBatch.Snapshot(
                        batch.size(),
                        kind,
                        BIDS.length,
                        ASKS.length,
                        BIDS.length,
                        ASKS.length,
                        BIDS,
                        bidQuantities.clone(),
                        ASKS,
                        askQuantities.clone()));
        seq++;
    }
}
