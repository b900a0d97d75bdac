// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Lane;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Versioned binary form of a {@link QuoteBatch}. */
public final class QuoteBatchCodec {
    static final int VERSION = 1;

    private QuoteBatchCodec() {}

    public static void write(QuoteBatch batch, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(batch.lane(), out);
        out.writeLong(batch.hour());
        int size = batch.size();
        out.writeInt(size);
        out.write(batch.flags, 0, size);
        if (batch.pool() == null) {
            LongColumn.write(batch.cells, QuoteBatch.CELLS * size, out);
            return;
        }
        for (int cell = 0; cell < QuoteBatch.CELLS * size; cell++) {
            WideDecimals.write(poolOf(batch, cell), batch.cells[cell], out);
        }
    }

    /** The pool of a cell; null for one that is a plain number. */
    private static WideDecimals poolOf(QuoteBatch batch, int cell) {
        return cell % QuoteBatch.CELLS < QuoteBatch.BID_PRICE ? null : batch.pool();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static QuoteBatch read(DataInput in) throws IOException {
        CodecVersion.require("quote batch", VERSION, in);
        Lane lane = LaneCodec.read(in);
        long hour = in.readLong();
        int size = in.readInt();
        QuoteBatch batch = new QuoteBatch(lane, hour, size);
        batch.size = size;
        in.readFully(batch.flags, 0, size);
        if (batch.pool() == null) {
            LongColumn.read(batch.cells, QuoteBatch.CELLS * size, in);
            return batch;
        }
        for (int cell = 0; cell < QuoteBatch.CELLS * size; cell++) {
            batch.cells[cell] = WideDecimals.read(poolOf(batch, cell), in);
        }
        return batch;
    }
}
