// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.BadInputException;

/**
 * A span of time in buckets.
 *
 * @param from its begin, epoch ns
 * @param to its end, epoch ns, exclusive
 * @param buckets the most buckets that an answer may have
 */
public record Span(long from, long to, int buckets) {
    /** The longest span that is shown, days. */
    public static final int MAX_DAYS = 32;

    /** The most buckets of an answer. */
    public static final int MAX_BUCKETS = 4_000;

    private static final long MIN_NANOS = 1_000;
    private static final long DAY = 86_400_000_000_000L;

    public Span {
        if (to - from < MIN_NANOS || to - from > MAX_DAYS * DAY || from < 0) {
            throw new BadInputException(
                    "a span must last from 1 microsecond to %d days after 1970, but is from %d to %d"
                            .formatted(MAX_DAYS, from, to));
        }
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new BadInputException(
                    "buckets must be 1 to %d, but are %d".formatted(MAX_BUCKETS, buckets));
        }
    }

    /** The length of the bars that answer it: a second or a minute of the cache, or 0 for rows. */
    long barNanos() {
        long step = (to - from) / buckets;
        return step >= BarCache.MINUTE
                ? BarCache.MINUTE
                : step >= BarCache.SECOND ? BarCache.SECOND : 0;
    }

    /** Length of a bucket, ns: a multiple of the bars'. */
    long step() {
        long bar = Math.max(1, barNanos());
        long step = (to - from + buckets - 1) / buckets;
        return (step + bar - 1) / bar * bar;
    }

    /** Begin of the first bucket, which is a multiple of the bars'. */
    long begin() {
        long bar = Math.max(1, barNanos());
        return Math.floorDiv(from, bar) * bar;
    }

    /** Number of buckets. */
    int size() {
        return (int) ((to - begin() + step() - 1) / step());
    }
}
