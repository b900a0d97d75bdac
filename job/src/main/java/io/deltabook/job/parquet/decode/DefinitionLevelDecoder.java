// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;

/** Tells which rows of a page have a value. */
final class DefinitionLevelDecoder {
    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private final int[] levels;
    private boolean isRequired;

    /**
     * @param most most rows to ask for at once
     */
    DefinitionLevelDecoder(int most) {
        levels = new int[most];
    }

    /** Begins with a page of a column whose rows all have a value. */
    void beginRequired() {
        isRequired = true;
    }

    /** Begins with the levels in front of the values of a page of version 1. */
    void beginV1(PageBytes page, Encoding encoding, int rows) {
        isRequired = false;
        if (encoding == Encoding.RLE) {
            int length = page.fixedInt();
            int start = page.take(length);
            runs.begin(page.bytes, start, page.at, 1);
        } else if (encoding == Encoding.BIT_PACKED) {
            int start = page.take(BitUnpacking.bytes(rows, 1));
            reverseBits(page.bytes, start, page.at);
            runs.beginPacked(page.bytes, start, page.at);
        } else {
            throw new ParquetDecodingException(
                    "definition levels must be encoded as RLE or BIT_PACKED, but are " + encoding);
        }
    }

    /** Levels of the old encoding begin with the highest bit. */
    private static void reverseBits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> Integer.SIZE - Byte.SIZE);
        }
    }

    /** Begins with the levels of a page of version 2. */
    void beginV2(byte[] bytes, int from, int to) {
        isRequired = false;
        runs.begin(bytes, from, to, 1);
    }

    /**
     * Reads the levels of the next rows.
     *
     * @param present receives, from index 0 on, which rows have a value, if some but not all have
     * @return how many rows have a value
     */
    int read(boolean[] present, int rows) {
        if (isRequired) {
            return rows;
        }
        if (runs.equal() >= rows) {
            runs.skip(rows);
            return runs.number() == 1 ? rows : 0;
        }
        runs.read(levels, 0, rows);
        int values = 0;
        for (int i = 0; i < rows; i++) {
            present[i] = levels[i] == 1;
            values += present[i] ? 1 : 0;
        }
        return values;
    }
}
