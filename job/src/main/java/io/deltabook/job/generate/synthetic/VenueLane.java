// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.LaneFiles;
import io.deltabook.job.generate.synthetic.VenueShape.Ids;
import io.deltabook.job.generate.synthetic.VenueShape.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes one lane in the shape of a venue: native columns, with the venue's ids, and snapshots
 * where the venue sends them. Bids stay below 10,000 and asks above, so no book is crossed.
 */
public final class VenueLane {
    /** Symbol of the lane. */
    public static final String SYMBOL = "BTC-USDT";

    /** Message number that no lane has. */
    public static final long NONE_LOST = -1;

    private static final long START = 1_723_075_200_000_000_000L;
    private static final long STEP = 100_000_000L;
    private static final long LATENCY = 7_000_000L;
    private static final long FIRST_ID = 1_000_000;
    private static final int MIDDLE = 10_000;
    private static final int SNAPSHOT_DELAY = 5;
    private static final int SNAPSHOT_AGE = 3;
    private static final int SNAPSHOT_EVERY = 600;
    private static final int HEARTBEAT_EVERY = 20;

    private final VenueShape shape;
    private final long messages;
    private final long lost;
    private final SplittableRandom random;
    private final NativeRow row = new NativeRow();
    private long id = FIRST_ID;
    private long first;
    private long previous;
    private long[] heard = new long[SNAPSHOT_AGE];
    private long rows;

    /**
     * @param messages number of messages besides snapshots; number of books if there is nothing
     *     else
     * @param lost index of the message to leave out, from 0, or {@link #NONE_LOST}
     */
    public VenueLane(VenueShape shape, long messages, long lost, long seed) {
        this.shape = shape;
        this.messages = messages;
        this.lost = lost;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Writes the lane's files.
     *
     * @param output output folder, new or empty
     * @return number of rows written
     */
    public long write(Path output, int rowGroupRows, long fileRows, FileCodec codec)
            throws IOException {
        SyntheticMarket.requireEmpty(output);
        Path lane =
                output.resolve("deltas")
                        .resolve("exchange=" + shape.exchange())
                        .resolve("symbol=" + SYMBOL);
        LaneFiles.Form form = new LaneFiles.Form(rowGroupRows, fileRows, codec);
        try (LaneFiles files = new LaneFiles(lane, NativeColumns.SCHEMA, form)) {
            for (long message = 0; message < messages; message++) {
                time(message);
                message(message, files);
            }
        }
        return rows;
    }

    private void time(long message) {
        row.eventTime = START + message * STEP;
        row.arrivalTime = row.eventTime + LATENCY;
    }

    private void message(long message, LaneFiles files) throws IOException {
        if (shape.snapshots() == Snapshots.NOTHING_ELSE) {
            if (message != lost) {
                snapshot(DeltaMessage.NO_ID, files);
            }
            return;
        }
        if (isSnapshotBefore(message)) {
            row.arrivalTime -= 1;
            snapshot(isLate() ? heard[0] : id, files);
            row.arrivalTime += 1;
        }
        number(message);
        if (message != lost) {
            update(files);
        }
        System.arraycopy(heard, 1, heard, 0, SNAPSHOT_AGE - 1);
        heard[SNAPSHOT_AGE - 1] = id;
    }

    private boolean isLate() {
        return shape.snapshots() == Snapshots.AFTER_NEWER_MESSAGES;
    }

    private boolean isSnapshotBefore(long message) {
        return switch (shape.snapshots()) {
            case AT_START -> message == 0;
            case AFTER_NEWER_MESSAGES -> message == SNAPSHOT_DELAY;
            case NOW_AND_THEN -> message % SNAPSHOT_EVERY == 0;
            case NOTHING_ELSE -> true;
        };
    }

    /** Gives the next message its ids. */
    private void number(long message) {
        long last = id;
        previous = DeltaMessage.NO_ID;
        first = DeltaMessage.NO_ID;
        switch (shape.ids()) {
            case RANGE -> {
                first = last + 1;
                id = first + random.nextLong(6);
            }
            case CHAIN_WITH_RANGE -> {
                first = last + 2 + random.nextLong(4);
                id = first + random.nextLong(6);
                previous = last;
            }
            case CHAIN -> {
                id = last + 1 + random.nextLong(6);
                previous = last;
            }
            case ONE_BY_ONE -> id = last + 1;
            case RISING -> id = last + 1 + random.nextLong(6);
            case HEARTBEATS_COUNTED -> id = last + (message % HEARTBEAT_EVERY == 0 ? 2 : 1);
            case NO_IDS -> {}
        }
    }

    private void update(LaneFiles files) throws IOException {
        row.snapshot = false;
        row.updateId = shape.ids() == Ids.NO_IDS ? DeltaMessage.NO_ID : id;
        row.firstId = first;
        row.previousId = previous;
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            boolean isBid = random.nextBoolean();
            int distance = 2 + random.nextInt(shape.levels());
            long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextLong(1_000);
            write(isBid, distance, quantity, files);
        }
    }

    private void snapshot(long snapshotId, LaneFiles files) throws IOException {
        row.snapshot = true;
        row.updateId = shape.ids() == Ids.NO_IDS ? DeltaMessage.NO_ID : snapshotId;
        row.firstId = DeltaMessage.NO_ID;
        row.previousId = DeltaMessage.NO_ID;
        for (int distance = 1; distance <= shape.levels(); distance++) {
            write(true, distance, 1 + random.nextLong(1_000), files);
        }
        for (int distance = 1; distance <= shape.levels(); distance++) {
            write(false, distance, 1 + random.nextLong(1_000), files);
        }
    }

    private void write(boolean isBid, int distance, long quantity, LaneFiles files)
            throws IOException {
        row.side = isBid ? NativeRow.BID : NativeRow.ASK;
        row.price = isBid ? MIDDLE - distance : MIDDLE + distance;
        row.quantity = quantity / 1e3;
        NativeColumns.write(row, files.nextRow(row.arrivalTime));
        rows++;
    }
}
