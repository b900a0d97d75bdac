// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.batch.CodecVersion;
import io.deltabook.batch.LaneCodec;
import io.deltabook.batch.TextCodec;
import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Versioned binary form of a {@link Period}. */
public final class PeriodCodec {
    static final int VERSION = 1;

    private PeriodCodec() {}

    public static void write(Period period, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(period.lane(), out);
        out.writeLong(period.fromSeq());
        out.writeLong(period.toSeq());
        out.writeLong(period.fromNanos());
        out.writeLong(period.toNanos());
        out.writeByte(period.state().code());
        TextCodec.write(period.cause(), out);
        out.writeLong(period.messages());
        out.writeLong(period.gaps());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static Period read(DataInput in) throws IOException {
        CodecVersion.require("period", VERSION, in);
        LaneId lane = LaneCodec.readId(in);
        long fromSeq = in.readLong();
        long toSeq = in.readLong();
        long fromNanos = in.readLong();
        long toNanos = in.readLong();
        BookState state = BookState.ofCode(in.readUnsignedByte());
        String cause = TextCodec.read(in);
        long messages = in.readLong();
        return new Period(
                lane, fromSeq, toSeq, fromNanos, toNanos, state, cause, messages, in.readLong());
    }
}
