// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Versioned binary form of an {@link EventBatch}: one bulk copy per column. */
public final class EventBatchCodec {
    static final int VERSION = 3;

    /** Version without arrival times. */
    private static final int WITHOUT_ARRIVAL = 2;

    /**
     * Version in which all covered levels count as certified, whatever the lane's ids can prove.
     */
    private static final int WITHOUT_COVERED = 1;

    private EventBatchCodec() {}

    public static void write(EventBatch batch, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(batch.lane(), out);
        out.writeLong(batch.hour());
        out.writeLong(batch.firstSeq());
        int size = batch.size();
        out.writeInt(size);
        LongColumn.writeRuns(batch.timestamp, size, out);
        LongColumn.writeRuns(batch.arrival, size, out);
        LongColumn.writeRuns(batch.id, size, out);
        out.write(batch.flags, 0, size);
        LongColumn.writeNumbers(batch.price, size, batch.pool(), out);
        LongColumn.writeNumbers(batch.quantity, size, batch.pool(), out);
        out.writeInt(batch.snapshots().size());
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            writeSnapshot(snapshot, batch.pool(), out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static EventBatch read(DataInput in) throws IOException {
        int version = CodecVersion.require("event batch", WITHOUT_COVERED, VERSION, in);
        Lane lane = LaneCodec.read(in);
        long hour = in.readLong();
        long firstSeq = in.readLong();
        int size = in.readInt();
        EventBatch batch = new EventBatch(lane, hour, firstSeq, size);
        batch.size = size;
        LongColumn.readRuns(batch.timestamp, size, in);
        if (version > WITHOUT_ARRIVAL) {
            LongColumn.readRuns(batch.arrival, size, in);
        } else {
            Arrays.fill(batch.arrival, Missing.TIME);
        }
        LongColumn.readRuns(batch.id, size, in);
        in.readFully(batch.flags, 0, size);
        LongColumn.readNumbers(batch.price, size, batch.pool(), in);
        LongColumn.readNumbers(batch.quantity, size, batch.pool(), in);
        int snapshots = in.readInt();
        for (int i = 0; i < snapshots; i++) {
            batch.snapshots().add(readSnapshot(version, lane, batch.pool(), in));
        }
        return batch;
    }

    private static void writeSnapshot(
            EventBatch.Snapshot snapshot, WideDecimals pool, DataOutput out) throws IOException {
        out.writeInt(snapshot.row());
        out.writeByte(snapshot.kind().code());
        out.writeInt(snapshot.certifiedBids());
        out.writeInt(snapshot.certifiedAsks());
        out.writeInt(snapshot.coveredBids());
        out.writeInt(snapshot.coveredAsks());
        writeLevels(snapshot.bidPrices(), snapshot.bidQuantities(), pool, out);
        writeLevels(snapshot.askPrices(), snapshot.askQuantities(), pool, out);
    }

    private static EventBatch.Snapshot readSnapshot(
            int version, Lane lane, WideDecimals pool, DataInput in) throws IOException {
        int row = in.readInt();
        SnapshotKind kind = SnapshotKind.ofCode(in.readUnsignedByte());
        int certifiedBids = in.readInt();
        int certifiedAsks = in.readInt();
        int coveredBids = certifiedBids;
        int coveredAsks = certifiedAsks;
        if (version != WITHOUT_COVERED) {
            coveredBids = in.readInt();
            coveredAsks = in.readInt();
        } else if (!lane.mode().isVerified()) {
            certifiedBids = 0;
            certifiedAsks = 0;
        }
        long[][] bids = readLevels(pool, in);
        long[][] asks = readLevels(pool, in);
        return new EventBatch.Snapshot(
                row,
                kind,
                certifiedBids,
                certifiedAsks,
                coveredBids,
                coveredAsks,
                bids[0],
                bids[1],
                asks[0],
                asks[1]);
    }

    private static void writeLevels(
            long[] prices, long[] quantities, WideDecimals pool, DataOutput out)
            throws IOException {
        out.writeInt(prices.length);
        LongColumn.writeNumbers(prices, prices.length, pool, out);
        LongColumn.writeNumbers(quantities, prices.length, pool, out);
    }

    private static long[][] readLevels(WideDecimals pool, DataInput in) throws IOException {
        int size = in.readInt();
        long[][] levels = new long[2][size];
        LongColumn.readNumbers(levels[0], size, pool, in);
        LongColumn.readNumbers(levels[1], size, pool, in);
        return levels;
    }
}
