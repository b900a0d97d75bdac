// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

/** What the memory usage allows the sources to do. */
public enum MemoryState {
    /** Read at full speed. */
    FREE(0),

    /** Read slowly. */
    SLOWED(1),

    /** Read nothing. */
    PAUSED(2);

    /** Shares of the limit, in percent, at which sources are slowed and paused. */
    static final long SLOW_PERCENT = 85;

    static final long PAUSE_PERCENT = 95;

    private final int code;

    MemoryState(int code) {
        this.code = code;
    }

    /** The number shown by metrics. */
    public int code() {
        return code;
    }

    /**
     * The state after a measurement: a paused source stays paused until usage falls below the
     * threshold for slowing.
     */
    MemoryState next(long usedBytes, long limitBytes) {
        double percent = 100.0 * usedBytes / limitBytes;
        if (percent < SLOW_PERCENT) {
            return FREE;
        }
        return percent >= PAUSE_PERCENT || this == PAUSED ? PAUSED : SLOWED;
    }
}
