// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

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
 */
record Seam(boolean isAnnounced, boolean endsInDelta, boolean endsInSnapshot) {
    private static final int NONE = 0;
    private static final int OPEN = 1;
    private static final int ANNOUNCED = 2;
    private static final int IN_DELTA = 4;
    private static final int IN_SNAPSHOT = 8;

    static Seam of(LaneSeed.Ending ending) {
        return new Seam(false, ending.inDelta(), ending.inSnapshot());
    }

    Seam announced() {
        return new Seam(true, endsInDelta, endsInSnapshot);
    }

    static void write(Seam seam, DataOutput out) throws IOException {
        out.writeByte(seam == null ? NONE : seam.flags());
    }

    private int flags() {
        return OPEN
                | (isAnnounced ? ANNOUNCED : 0)
                | (endsInDelta ? IN_DELTA : 0)
                | (endsInSnapshot ? IN_SNAPSHOT : 0);
    }

    static Seam read(DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        return flags == NONE
                ? null
                : new Seam(
                        (flags & ANNOUNCED) != 0,
                        (flags & IN_DELTA) != 0,
                        (flags & IN_SNAPSHOT) != 0);
    }
}
