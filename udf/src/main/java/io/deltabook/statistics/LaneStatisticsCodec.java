// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.batch.CodecVersion;
import io.deltabook.batch.LaneCodec;
import io.deltabook.contract.Lane;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Versioned binary form of a {@link LaneStatistics}. */
public final class LaneStatisticsCodec {
    static final int VERSION = 2;

    /** Version without seeds. */
    private static final int WITHOUT_FIRST = 1;

    private LaneStatisticsCodec() {}

    public static void write(LaneStatistics statistics, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(statistics.lane(), out);
        statistics.counters().write(out);
        out.writeLong(statistics.lastUpdateId());
        out.writeLong(statistics.firstSeq());
        out.writeLong(statistics.events());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is not known
     */
    public static LaneStatistics read(DataInput in) throws IOException {
        int version = CodecVersion.require("lane statistics", WITHOUT_FIRST, VERSION, in);
        Lane lane = LaneCodec.read(in);
        LaneCounters counters = LaneCounters.read(in);
        long lastUpdateId = in.readLong();
        long firstSeq = version == WITHOUT_FIRST ? 0 : in.readLong();
        return new LaneStatistics(lane, counters, lastUpdateId, firstSeq, in.readLong());
    }
}
