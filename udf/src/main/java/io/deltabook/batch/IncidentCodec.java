// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Versioned binary form of an {@link Incident}. */
public final class IncidentCodec {
    static final int VERSION = 1;

    private static final int NO_SIDE = -1;

    private IncidentCodec() {}

    public static void write(Incident incident, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(incident.lane(), out);
        out.writeLong(incident.eventSeq());
        out.writeLong(incident.eventTimestampNanos());
        out.writeByte(incident.kind().code());
        TextCodec.write(incident.reason(), out);
        TextCodec.write(incident.source(), out);
        out.writeLong(incident.updateId());
        out.writeLong(incident.expectedId());
        out.writeLong(incident.actualId());
        out.writeLong(incident.size());
        out.writeLong(incident.rows());
        out.writeByte(incident.side() == null ? NO_SIDE : incident.side().code());
        write(incident.price(), out);
        write(incident.quantity(), out);
        out.writeDouble(incident.drift());
        TextCodec.write(incident.detail(), out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static Incident read(DataInput in) throws IOException {
        CodecVersion.require("incident", VERSION, in);
        LaneId lane = LaneCodec.readId(in);
        long eventSeq = in.readLong();
        long eventTimestampNanos = in.readLong();
        IncidentKind kind = IncidentKind.ofCode(in.readUnsignedByte());
        String reason = TextCodec.read(in);
        String source = TextCodec.read(in);
        long updateId = in.readLong();
        long expectedId = in.readLong();
        long actualId = in.readLong();
        long size = in.readLong();
        long rows = in.readLong();
        byte side = in.readByte();
        BigDecimal price = readDecimal(in);
        BigDecimal quantity = readDecimal(in);
        double drift = in.readDouble();
        return new Incident(
                lane,
                eventSeq,
                eventTimestampNanos,
                kind,
                reason,
                source,
                updateId,
                expectedId,
                actualId,
                size,
                rows,
                side == NO_SIDE ? null : Side.ofCode(side),
                price,
                quantity,
                drift,
                TextCodec.read(in));
    }

    private static void write(BigDecimal number, DataOutput out) throws IOException {
        TextCodec.write(number == null ? null : number.toString(), out);
    }

    private static BigDecimal readDecimal(DataInput in) throws IOException {
        String text = TextCodec.read(in);
        return text == null ? null : new BigDecimal(text);
    }
}
