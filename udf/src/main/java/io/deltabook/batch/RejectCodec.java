// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Versioned binary form of a {@link Reject}. */
public final class RejectCodec {
    static final int VERSION = 1;

    private RejectCodec() {}

    public static void write(Reject reject, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(reject.lane(), out);
        out.writeByte(reject.table().code());
        TextCodec.write(reject.file(), out);
        out.writeLong(reject.row());
        out.writeByte(reject.reason().code());
        out.writeLong(reject.updateId());
        out.writeLong(reject.originTimeNanos());
        TextCodec.write(reject.side(), out);
        TextCodec.write(reject.price(), out);
        TextCodec.write(reject.quantity(), out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static Reject read(DataInput in) throws IOException {
        CodecVersion.require("reject", VERSION, in);
        LaneId lane = LaneCodec.readId(in);
        InputTable table = InputTable.ofCode(in.readUnsignedByte());
        String file = TextCodec.read(in);
        long row = in.readLong();
        RejectReason reason = RejectReason.ofCode(in.readUnsignedByte());
        long updateId = in.readLong();
        long originTimeNanos = in.readLong();
        String side = TextCodec.read(in);
        String price = TextCodec.read(in);
        String quantity = TextCodec.read(in);
        return new Reject(
                lane, table, file, row, reason, updateId, originTimeNanos, side, price, quantity);
    }
}
