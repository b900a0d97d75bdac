// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Sentinels for absent values in primitive columns, and the range of plausible times. */
public final class Missing {
    /** An absent update id, first id, previous id or trade id. */
    public static final long ID = Long.MIN_VALUE;

    /** A trade id that is present but not an int64: omitted from the output and counted. */
    public static final long UNUSABLE_ID = Long.MIN_VALUE + 1;

    /** An absent time. */
    public static final long TIME = Long.MIN_VALUE;

    /** 2009-01-01T00:00:00Z in ns: earlier times count as missing. */
    public static final long EARLIEST_TIME_NANOS = 1_230_768_000L * 1_000_000_000L;

    /** 2100-01-01T00:00:00Z in ns: times from here on count as missing. */
    public static final long LATEST_TIME_NANOS = 4_102_444_800L * 1_000_000_000L;

    private Missing() {}

    /** The time itself, or {@link #TIME} if it is outside 2009–2100. */
    public static long orPlausible(long nanos) {
        return nanos >= EARLIEST_TIME_NANOS && nanos < LATEST_TIME_NANOS ? nanos : TIME;
    }
}
