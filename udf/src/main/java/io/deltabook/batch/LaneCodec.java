// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Binary form of a lane and of its id; embedded in versioned forms, so it has no version of its
 * own. Codes 0 and 1 of the snapshot location are those of an earlier boolean.
 */
public final class LaneCodec {
    private LaneCodec() {}

    public static void write(Lane lane, DataOutput out) throws IOException {
        write(lane.id(), out);
        TextCodec.write(lane.key(), out);
        out.writeByte(lane.mode().code());
        out.writeByte(lane.snapshots().code());
        out.writeByte(lane.strategy().code());
        out.writeByte(lane.priceScale());
        out.writeByte(lane.quantityScale());
    }

    public static Lane read(DataInput in) throws IOException {
        LaneId id = readId(in);
        String key = TextCodec.read(in);
        SequenceMode mode = SequenceMode.ofCode(in.readUnsignedByte());
        LaneSnapshots snapshots = LaneSnapshots.ofCode(in.readUnsignedByte());
        DecimalStrategy strategy = DecimalStrategy.ofCode(in.readUnsignedByte());
        int priceScale = in.readUnsignedByte();
        return new Lane(id, key, mode, snapshots, strategy, priceScale, in.readUnsignedByte());
    }

    public static void write(LaneId id, DataOutput out) throws IOException {
        TextCodec.write(id.exchange(), out);
        TextCodec.write(id.symbol(), out);
    }

    public static LaneId readId(DataInput in) throws IOException {
        String exchange = TextCodec.read(in);
        return new LaneId(exchange, TextCodec.read(in));
    }
}
