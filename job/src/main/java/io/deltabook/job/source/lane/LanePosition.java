// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

/**
 * A position in a lane group after some batch: the chunk of the batch, identified by its first
 * delta row, and the number of its batches before this position. If trades or book snapshots are
 * merged into a single lane, the key tells how far these were read: rows with a merge key below it
 * come before the chunk, all others in it or after it.
 *
 * @param file index of the delta file; the number of files means the end of the lanes
 * @param row rows of the file before the chunk; at the end of the lanes, rows of the other tables
 *     returned there before it
 * @param batches batches of the chunk before this position: at most the lanes of the group, or the
 *     rows of a chunk
 * @param key merge key in ns; 0 if nothing is merged or no row had a time
 */
public record LanePosition(int file, long row, int batches, long key) {
    public static final LanePosition START = new LanePosition(0, 0);

    private static final int BATCH_BITS = 13;
    private static final int ROW_BITS = 32;
    private static final int BATCH_LIMIT = 1 << BATCH_BITS;
    private static final long ROW_LIMIT = 1L << ROW_BITS;
    private static final int FILE_LIMIT = 1 << (Long.SIZE - 1 - ROW_BITS - BATCH_BITS);

    /** Not a bit of any key; marks that the key's long has the upper bits of the batch count. */
    private static final long MANY_BATCHES = 1L << (Long.SIZE - 2);

    public LanePosition {
        boolean isInside =
                file >= 0 && file < FILE_LIMIT && row >= 0 && row < ROW_LIMIT && batches >= 0;
        boolean isKey = key >= 0 && key < MANY_BATCHES;
        if (!isInside || !isKey || batches >= BATCH_LIMIT && key > 0) {
            throw new IllegalArgumentException(
                    "a position must lie below file %s, row %s, key %s and, with a key, batch %s, but was file=%s row=%s batch=%s key=%s"
                            .formatted(
                                    FILE_LIMIT,
                                    ROW_LIMIT,
                                    MANY_BATCHES,
                                    BATCH_LIMIT,
                                    file,
                                    row,
                                    batches,
                                    key));
        }
    }

    /** The start of a chunk of deltas only. */
    public LanePosition(int file, long row) {
        this(file, row, 0, 0);
    }

    /** The first long: file, row and the lower bits of the batches. */
    public long offset() {
        return ((long) file << ROW_BITS | row) << BATCH_BITS | batches & (BATCH_LIMIT - 1);
    }

    /** The second long: the key or, if there is none, the upper bits of a large batch count. */
    public long keyOrBatches() {
        return batches < BATCH_LIMIT ? key : MANY_BATCHES | batches >>> BATCH_BITS;
    }

    /** Decodes a position from its two longs. */
    public static LanePosition of(long offset, long keyOrBatches) {
        long fileAndRow = offset >>> BATCH_BITS;
        boolean isMany = (keyOrBatches & MANY_BATCHES) != 0;
        int upper = isMany ? (int) (keyOrBatches & ~MANY_BATCHES) : 0;
        return new LanePosition(
                (int) (fileAndRow >>> ROW_BITS),
                fileAndRow & (ROW_LIMIT - 1),
                upper << BATCH_BITS | (int) (offset & (BATCH_LIMIT - 1)),
                isMany ? 0 : keyOrBatches);
    }

    LanePosition nextFile() {
        return new LanePosition(file + 1, 0);
    }

    LanePosition chunk() {
        return new LanePosition(file, row, 0, key);
    }

    LanePosition nextBatch() {
        return new LanePosition(file, row, batches + 1, key);
    }

    LanePosition withKey(long other) {
        return new LanePosition(file, row, batches, other);
    }
}
