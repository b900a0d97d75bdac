// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.job.grid.file.FilePeriod;
import io.deltabook.job.grid.file.GridColumns;
import io.deltabook.job.grid.file.GridFormat;
import io.deltabook.job.grid.file.GridValues;
import io.deltabook.time.EventHour;
import java.util.List;

/**
 * What rows a grid has.
 *
 * @param every length of a bucket, ns, a divisor of a day; {@link #MESSAGE} for a row a message
 * @param depth levels per side
 * @param bands widths of the depth bands, basis points of the mid
 * @param values how prices and quantities are written
 * @param format whose files are written
 * @param from only buckets that begin at or after this instant, epoch ns
 * @param to only buckets that end at or before this instant, epoch ns
 */
public record GridSettings(
        long every,
        int depth,
        List<Integer> bands,
        GridValues values,
        GridFormat format,
        long from,
        long to) {
    /** Instead of a length: a row a message. */
    public static final long MESSAGE = 0;

    /** Nanoseconds of a day. */
    public static final long DAY = 24 * EventHour.NANOS;

    /** Rows of shorter buckets are too many for a file a day. */
    private static final long MIN_DAILY = 60_000_000_000L;

    public GridSettings {
        if (every != MESSAGE && (every < 0 || DAY % every != 0)) {
            throw new IllegalArgumentException("every must divide a day, but was " + every);
        }
        bands = List.copyOf(bands);
    }

    /** Whether a row stands for a bucket of time. */
    public boolean isTimed() {
        return every != MESSAGE;
    }

    /** Whether no bucket contains parts of two hours. */
    boolean isWithinHours() {
        return !isTimed() || EventHour.NANOS % every == 0;
    }

    FilePeriod period() {
        return isTimed() && every >= MIN_DAILY ? FilePeriod.DAY : FilePeriod.HOUR;
    }

    GridColumns columns() {
        return new GridColumns(isTimed(), depth, bands, values);
    }

    /** Start of the bucket that contains an instant, epoch ns. */
    long bucket(long nanos) {
        return Math.floorDiv(nanos, every) * every;
    }

    /** Whether an instant is wanted. */
    boolean has(long nanos) {
        return nanos >= from && nanos < to;
    }

    /** Whether a bucket is wanted. */
    boolean hasBucket(long start) {
        return start >= from && start <= to - every;
    }
}
