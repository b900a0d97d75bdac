// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

/**
 * A place in a lane group at which a chunk begins.
 *
 * @param file index of the file; the number of files stands for the ends of the lanes
 * @param row rows of the file before this place
 */
record LanePosition(int file, long row) {
    static final LanePosition START = new LanePosition(0, 0);

    private static final int ROW_BITS = 40;
    private static final long ROW_LIMIT = 1L << ROW_BITS;
    private static final int FILE_LIMIT = 1 << (Long.SIZE - 1 - ROW_BITS);

    LanePosition {
        if (file < 0 || file >= FILE_LIMIT || row < 0 || row >= ROW_LIMIT) {
            throw new IllegalArgumentException(
                    "a position must lie below file "
                            + FILE_LIMIT
                            + " and row "
                            + ROW_LIMIT
                            + ", but was file="
                            + file
                            + " row="
                            + row);
        }
    }

    /** Both numbers in the one long that Flink keeps as an offset. */
    long packed() {
        return (long) file << ROW_BITS | row;
    }

    static LanePosition ofPacked(long offset) {
        return new LanePosition((int) (offset >>> ROW_BITS), offset & (ROW_LIMIT - 1));
    }

    LanePosition nextFile() {
        return new LanePosition(file + 1, 0);
    }
}
