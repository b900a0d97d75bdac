// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.job.parquet.profile.ValueRange;
import java.time.Instant;

/** Formats times for people and programs: UTC, with as many digits as needed. */
public final class EpochText {
    private EpochText() {}

    public static String of(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    /** The first of a range of times, {@code –} if it is empty. */
    public static String first(ValueRange times) {
        return times == null ? "–" : of(times.min());
    }

    /** The last of a range of times, {@code –} if it is empty. */
    public static String last(ValueRange times) {
        return times == null ? "–" : of(times.max());
    }
}
