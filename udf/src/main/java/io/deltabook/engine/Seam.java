// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Missing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The state of a lane that starts with a seed, up to its first message. Part of the lane's state;
 * null after that message.
 *
 * @param isAnnounced whether the seed's book was written
 * @param endsInDelta whether the first deltas with the seed's id are the rest of its last message
 * @param endsInSnapshot whether the first snapshot rows with the seed's id are the rest of the
 *     snapshot that it ends with
 * @param arrival arrival time of the seed's last message, ns; {@link Missing#TIME} if unknown
 */
record Seam(boolean isAnnounced, boolean endsInDelta, boolean endsInSnapshot, long arrival) {
    private static final int NONE = 0;
    private static final int OPEN = 1;
    private static final int ANNOUNCED = 2;
    private static final int IN_DELTA = 4;
    private static final int IN_SNAPSHOT = 8;

    static Seam of(LaneSeed.Ending ending, long arrival) {
        return new Seam(false, ending.inDelta(), ending.inSnapshot(), arrival);
    }

    Seam announced() {
        return new Seam(true, endsInDelta, endsInSnapshot, arrival);
    }

    static void write(Seam seam, DataOutput out) throws IOException {
        out.writeByte(seam == null ? NONE : seam.flags());
        if (seam != null) {
            out.writeLong(seam.arrival);
        }
    }

    private int flags() {
        return OPEN
                | (isAnnounced ? ANNOUNCED : 0)
                | (endsInDelta ? IN_DELTA : 0)
                | (endsInSnapshot ? IN_SNAPSHOT : 0);
    }

    /**
     * @param hasArrival whether the form has arrival times
     */
    static Seam read(DataInput in, boolean hasArrival) throws IOException {
        int flags = in.readUnsignedByte();
        if (flags == NONE) {
            return null;
        }
        return new Seam(
                (flags & ANNOUNCED) != 0,
                (flags & IN_DELTA) != 0,
                (flags & IN_SNAPSHOT) != 0,
                hasArrival ? in.readLong() : Missing.TIME);
    }
}
