// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

/**
 * Parquet's RLE/bit-packed hybrid, for levels, booleans and dictionary indices. Equal values become
 * a run, others are packed in groups of eight.
 */
public final class RleBitPackedEncoder {
    private static final int GROUP = 8;
    private static final int MAX_LITERALS = 1 << 12;

    /**
     * Shorter runs among packed values stay packed: a run costs a header and a byte-aligned value.
     */
    private static final int SHORTEST_RUN_OF_ARRAY = 24;

    private final int[] literals = new int[MAX_LITERALS];
    private int literalCount;
    private int zeros;
    private int width;
    private EncodedBytes to;

    /**
     * Starts a sequence.
     *
     * @param bitWidth 0..32, enough for every value
     */
    public void begin(EncodedBytes bytes, int bitWidth) {
        to = bytes;
        width = bitWidth;
        literalCount = 0;
        zeros = 0;
    }

    /** Adds a value {@code count} times. */
    public void add(int value, int count) {
        if (width == 0) {
            zeros += count;
            return;
        }
        int open = -literalCount & (GROUP - 1);
        int left = count;
        if (open > 0) {
            int more = Math.min(open, left);
            addLiterals(value, more);
            left -= more;
        }
        if (left >= GROUP) {
            endLiterals();
            addRun(value, left);
        } else {
            addLiterals(value, left);
        }
    }

    /** Adds all values of a sequence that has no values yet. */
    public void addAll(int[] values, int count) {
        if (width == 0) {
            zeros += count;
            return;
        }
        int packedFrom = 0;
        int i = 0;
        while (i + SHORTEST_RUN_OF_ARRAY <= count) {
            if (!isOneValue(values, i)) {
                i += GROUP;
                continue;
            }
            int end = runEnd(values, i, count);
            if (end - i < SHORTEST_RUN_OF_ARRAY) {
                i += GROUP;
                continue;
            }
            addPacked(values, packedFrom, i - packedFrom);
            addRun(values[i], end - i);
            i = end;
            packedFrom = end;
        }
        addPacked(values, packedFrom, count - packedFrom);
    }

    private static boolean isOneValue(int[] values, int from) {
        int value = values[from];
        return ((values[from + 1] ^ value)
                        | (values[from + 2] ^ value)
                        | (values[from + 3] ^ value)
                        | (values[from + 4] ^ value)
                        | (values[from + 5] ^ value)
                        | (values[from + 6] ^ value)
                        | (values[from + 7] ^ value))
                == 0;
    }

    private static int runEnd(int[] values, int from, int count) {
        int end = from + GROUP;
        while (end < count && values[end] == values[from]) {
            end++;
        }
        return end;
    }

    /** Ends the sequence. */
    public void end() {
        if (zeros > 0) {
            addRun(0, zeros);
        }
        endLiterals();
    }

    private void addLiterals(int value, int count) {
        if (literalCount + count > MAX_LITERALS) {
            endLiterals();
        }
        for (int i = 0; i < count; i++) {
            literals[literalCount++] = value;
        }
    }

    private void endLiterals() {
        addPacked(literals, 0, literalCount);
        literalCount = 0;
    }

    private void addPacked(int[] values, int from, int count) {
        if (count > 0) {
            to.addVarLong((count + GROUP - 1) / GROUP << 1 | 1);
            BitPacking.pack(values, from, count, width, to);
        }
    }

    private void addRun(int value, int count) {
        to.addVarLong((long) count << 1);
        to.addLowBytes(value, (width + Byte.SIZE - 1) / Byte.SIZE);
    }
}
