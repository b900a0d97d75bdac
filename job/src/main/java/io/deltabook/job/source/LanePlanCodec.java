// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.LaneCodec;
import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Binary form of a plan: the initial splits, in checkpoint format, the warnings, and the seeds that
 * lanes continue from.
 */
public final class LanePlanCodec {
    private LanePlanCodec() {}

    /**
     * Writes the split version, each lane group, each lane's warnings, the schema version, and the
     * seeds.
     */
    public static void write(LanePlan plan, DataOutput out) throws IOException {
        out.writeInt(LaneSplitSerializer.INSTANCE.getVersion());
        out.writeInt(plan.groups().size());
        for (LaneGroup group : plan.groups()) {
            byte[] split = LaneSplitSerializer.INSTANCE.serialize(new LaneSplit(group, null));
            out.writeInt(split.length);
            out.write(split);
        }
        out.writeInt(plan.warnings().size());
        for (Map.Entry<LaneId, List<String>> lane : plan.warnings().entrySet()) {
            out.writeUTF(lane.getKey().exchange());
            out.writeUTF(lane.getKey().symbol());
            out.writeInt(lane.getValue().size());
            for (String warning : lane.getValue()) {
                out.writeUTF(warning);
            }
        }
        out.writeInt(plan.schemaVersion());
        out.writeInt(plan.seeds().size());
        for (SeedPoint seed : plan.seeds().values()) {
            LaneCodec.write(seed.lane(), out);
            out.writeUTF(seed.output());
            out.writeUTF(seed.runId());
            out.writeByte(seed.state().code());
            out.writeLong(seed.eventSeq());
            out.writeLong(seed.updateId());
            out.writeLong(seed.timeNanos());
        }
    }

    /** Reads a plan written by this release or an older one that it supports. */
    public static LanePlan read(DataInput in) throws IOException {
        int version = in.readInt();
        List<LaneGroup> groups = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] split = new byte[in.readInt()];
            in.readFully(split);
            groups.add(LaneSplitSerializer.INSTANCE.deserialize(version, split).group());
        }
        SortedMap<LaneId, List<String>> warnings = warnings(in);
        int schemaVersion = schemaVersion(in);
        return new LanePlan(
                groups, Collections.emptySortedMap(), warnings, schemaVersion, seeds(in));
    }

    /** Older plans end before the warnings. */
    private static SortedMap<LaneId, SeedPoint> seeds(DataInput in) throws IOException {
        SortedMap<LaneId, SeedPoint> seeds = new TreeMap<>();
        int lanes;
        try {
            lanes = in.readInt();
        } catch (EOFException e) {
            return seeds;
        }
        for (; lanes > 0; lanes--) {
            LaneId lane = LaneCodec.readId(in);
            seeds.put(
                    lane,
                    new SeedPoint(
                            lane,
                            in.readUTF(),
                            in.readUTF(),
                            BookState.ofCode(in.readUnsignedByte()),
                            in.readLong(),
                            in.readLong(),
                            in.readLong()));
        }
        return seeds;
    }

    /** A plan of release 0.1.0 ends before the schema version. */
    private static int schemaVersion(DataInput in) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException e) {
            return EventSchema.FIRST_VERSION;
        }
    }

    /** A plan of release 0.1.0 ends before the seeds. */
    private static SortedMap<LaneId, List<String>> warnings(DataInput in) throws IOException {
        SortedMap<LaneId, List<String>> warnings = new TreeMap<>();
        int lanes;
        try {
            lanes = in.readInt();
        } catch (EOFException e) {
            return warnings;
        }
        for (; lanes > 0; lanes--) {
            LaneId lane = new LaneId(in.readUTF(), in.readUTF());
            List<String> texts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(in.readUTF());
            }
            warnings.put(lane, texts);
        }
        return warnings;
    }
}
