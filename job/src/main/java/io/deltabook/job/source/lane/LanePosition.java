// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

/**
 * A place in a lane group behind some batch: the chunk that the batch belongs to, given by its
 * first delta row, and the batches of it before this place. Where trades or book snapshots are
 * merged into a single lane, the key says how far these were read: all rows whose merge key is
 * below it come before the chunk, all others are in it or behind it.
 *
 * @param file index of the delta file; the number of files stands for the end of the lanes
 * @param row rows of the file before the chunk; at the end of the lanes, rows of the other tables
 *     given there before it
 * @param batches batches of the chunk before this place: as many as the group has lanes, or rows in
 *     a chunk
 * @param key merge key in ns; 0 where nothing is merged or no row had a time
 */
public record LanePosition(int file, long row, int batches, long key) {
    public static final LanePosition START = new LanePosition(0, 0);

    private static final int BATCH_BITS = 13;
    private static final int ROW_BITS = 32;
    private static final int BATCH_LIMIT = 1 << BATCH_BITS;
    private static final long ROW_LIMIT = 1L << ROW_BITS;
    private static final int FILE_LIMIT = 1 << (Long.SIZE - 1 - ROW_BITS - BATCH_BITS);

    /** Of a key no bit; says that the key's long has the upper bits of the batches. */
    private static final long MANY_BATCHES = 1L << (Long.SIZE - 2);

    public LanePosition {
        boolean isInside =
                file >= 0 && file < FILE_LIMIT && row >= 0 && row < ROW_LIMIT && batches >= 0;
        boolean isKey = key >= 0 && key < MANY_BATCHES;
        if (!isInside || !isKey || batches >= BATCH_LIMIT && key > 0) {
            throw new IllegalArgumentException(
                    "a position must lie below file "
                            + FILE_LIMIT
                            + ", row "
                            + ROW_LIMIT
                            + ", key "
                            + MANY_BATCHES
                            + " and, with a key, batch "
                            + BATCH_LIMIT
                            + ", but was file="
                            + file
                            + " row="
                            + row
                            + " batch="
                            + batches
                            + " key="
                            + key);
        }
    }

    /** The beginning of a chunk of deltas alone. */
    public LanePosition(int file, long row) {
        this(file, row, 0, 0);
    }

    /** The first long: file, row and the lower bits of the batches. */
    public long offset() {
        return ((long) file << ROW_BITS | row) << BATCH_BITS | batches & (BATCH_LIMIT - 1);
    }

    /** The second long: the key or, where there is none, the upper bits of many batches. */
    public long keyOrBatches() {
        return batches < BATCH_LIMIT ? key : MANY_BATCHES | batches >>> BATCH_BITS;
    }

    /** The position of which the two longs are. */
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
