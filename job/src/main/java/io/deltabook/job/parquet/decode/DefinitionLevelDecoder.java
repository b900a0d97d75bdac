// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;

/** Decodes definition levels: which rows of a page, or entries of its lists, have a value. */
final class DefinitionLevelDecoder {
    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private final int[] levels;
    private final int highest;
    private final int width;
    private boolean isRequired;

    /**
     * @param max maximum rows per call
     * @param highest level of a non-null value
     */
    DefinitionLevelDecoder(int max, int highest) {
        this.levels = new int[max];
        this.highest = highest;
        this.width = width(highest);
    }

    /** Bit width of a level. */
    static int width(int highest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
    }

    /** Starts a page of a required column. */
    void beginRequired() {
        isRequired = true;
    }

    /** Starts the levels in front of the values of a version 1 data page. */
    void beginV1(PageBytes page, Encoding encoding, int rows) {
        isRequired = false;
        if (encoding == Encoding.RLE) {
            int length = page.fixedInt();
            int start = page.take(length);
            runs.begin(page.bytes, start, page.at, width);
        } else if (encoding == Encoding.BIT_PACKED && width == 1) {
            int start = page.take(BitUnpacking.bytes(rows, 1));
            reverseBits(page.bytes, start, page.at);
            runs.beginPacked(page.bytes, start, page.at);
        } else {
            throw new ParquetDecodingException(
                    "definition levels must be encoded as RLE or, where they are 0 and 1, as BIT_PACKED, but are %s"
                            .formatted(encoding));
        }
    }

    /** The deprecated encoding packs levels highest bit first. */
    private static void reverseBits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> Integer.SIZE - Byte.SIZE);
        }
    }

    /** Starts the levels of a version 2 data page. */
    void beginV2(byte[] bytes, int from, int to) {
        isRequired = false;
        runs.begin(bytes, from, to, width);
    }

    /** How many of the next levels are known to be 0. */
    int zeros() {
        if (isRequired) {
            return 0;
        }
        int equal = runs.equal();
        return equal > 0 && runs.number() == 0 ? equal : 0;
    }

    void skip(int count) {
        runs.skip(count);
    }

    /**
     * Reads the levels of the next rows.
     *
     * @param present receives, starting at index 0, which rows have a value, if some but not all do
     * @return number of rows that have a value
     */
    int read(boolean[] present, int rows) {
        if (isRequired) {
            return rows;
        }
        if (runs.equal() >= rows) {
            runs.skip(rows);
            return runs.number() == highest ? rows : 0;
        }
        runs.read(levels, 0, rows);
        int values = 0;
        for (int i = 0; i < rows; i++) {
            present[i] = levels[i] == highest;
            values += present[i] ? 1 : 0;
        }
        return values;
    }

    /**
     * Reads the levels of the next list entries.
     *
     * @param present as in {@link #read(boolean[], int)}
     * @param to receives the levels, starting at index 0
     */
    int read(boolean[] present, byte[] to, int entries) {
        if (isRequired) {
            return entries;
        }
        runs.read(levels, 0, entries);
        int values = 0;
        for (int i = 0; i < entries; i++) {
            if (levels[i] > highest) {
                throw new ParquetDecodingException(
                        "a definition level must be 0.." + highest + ", but is " + levels[i]);
            }
            to[i] = (byte) levels[i];
            present[i] = levels[i] == highest;
            values += present[i] ? 1 : 0;
        }
        return values;
    }
}
