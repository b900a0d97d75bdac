// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.LanePlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Binary form of a plan: the splits that a run begins with, in the form checkpoints have them. */
public final class LanePlanCodec {
    private LanePlanCodec() {}

    /** Writes the version of the splits and each lane group. */
    public static void write(LanePlan plan, DataOutput out) throws IOException {
        out.writeInt(LaneSplitSerializer.INSTANCE.getVersion());
        out.writeInt(plan.groups().size());
        for (LaneGroup group : plan.groups()) {
            byte[] split = LaneSplitSerializer.INSTANCE.serialize(new LaneSplit(group, null));
            out.writeInt(split.length);
            out.write(split);
        }
    }

    /** Reads what was written by this release or one that it knows. */
    public static LanePlan read(DataInput in) throws IOException {
        int version = in.readInt();
        List<LaneGroup> groups = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] split = new byte[in.readInt()];
            in.readFully(split);
            groups.add(LaneSplitSerializer.INSTANCE.deserialize(version, split).group());
        }
        return new LanePlan(groups);
    }
}
