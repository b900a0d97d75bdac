// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

/** What the use of memory lets the sources do. */
public enum MemoryState {
    /** Read as fast as they can. */
    FREE(0),

    /** Read slowly. */
    SLOWED(1),

    /** Read nothing. */
    PAUSED(2);

    /** Parts of the limit, in percent, from which sources are slowed and paused. */
    static final long SLOW_PERCENT = 85;

    static final long PAUSE_PERCENT = 95;

    private final int code;

    MemoryState(int code) {
        this.code = code;
    }

    /** The number that metrics show. */
    public int code() {
        return code;
    }

    /**
     * What follows from a measurement: once paused, a source stays so until the use is below the
     * bound that slows.
     */
    MemoryState next(long usedBytes, long limitBytes) {
        double percent = 100.0 * usedBytes / limitBytes;
        if (percent < SLOW_PERCENT) {
            return FREE;
        }
        return percent >= PAUSE_PERCENT || this == PAUSED ? PAUSED : SLOWED;
    }
}
