// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.nio.ByteBuffer;

/**
 * More memory of this process than the smallest memory.limit: the source of a run in it that may
 * have no more is paused.
 */
final class HeldMemory implements AutoCloseable {
    /** The options of a run that is paused. */
    static final String PAUSED = "--set memory.limit=256mb";

    private ByteBuffer held = ByteBuffer.allocateDirect(300 << 20);

    /** Takes the memory. */
    HeldMemory() {
        for (int i = 0; i < held.capacity(); i += 4096) {
            held.put(i, (byte) 1);
        }
    }

    /** Leaves it to the collector. */
    @Override
    public void close() {
        if (held.get(0) != 1) {
            throw new IllegalStateException("the memory must have been held until now");
        }
        held = null;
    }
}
