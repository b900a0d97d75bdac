// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.job.parquet.profile.ValueRange;
import java.time.Instant;

/** Times as people and programs read them: UTC, as many digits as needed. */
public final class EpochText {
    private EpochText() {}

    public static String of(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    /** The first of some times, {@code –} where there are none. */
    public static String first(ValueRange times) {
        return times == null ? "–" : of(times.least());
    }

    /** The last of some times, {@code –} where there are none. */
    public static String last(ValueRange times) {
        return times == null ? "–" : of(times.most());
    }
}
