// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;

/** Tells which entries of a page of lists belong to one row: those of level 0 begin one. */
final class RepetitionLevelDecoder {
    private static final int WINDOW = 512;

    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private final int most;
    private final int[] window = new int[WINDOW];
    private int next;
    private int filled;
    private int left;

    /**
     * @param most highest level, that of the innermost list; 1 at least
     */
    RepetitionLevelDecoder(int most) {
        this.most = most;
    }

    /** Begins with the levels in front of all others of a page of version 1. */
    void beginV1(PageBytes page, Encoding encoding, int entries) {
        if (encoding != Encoding.RLE) {
            throw new ParquetDecodingException(
                    "repetition levels must be encoded as RLE, but are " + encoding);
        }
        int length = page.fixedInt();
        int start = page.take(length);
        begin(page.bytes, start, page.at, entries);
    }

    /** Begins with the levels of a page of version 2. */
    void begin(byte[] bytes, int from, int to, int entries) {
        runs.begin(bytes, from, to, DefinitionLevelDecoder.width(most));
        next = 0;
        filled = 0;
        left = entries;
    }

    /** Level of the next entry of the page, which must have one. */
    int peek() {
        if (next == filled) {
            filled = Math.min(left, WINDOW);
            runs.read(window, 0, filled);
            left -= filled;
            next = 0;
        }
        int level = window[next];
        if (level > most) {
            throw new ParquetDecodingException(
                    "a repetition level must be 0.." + most + ", but is " + level);
        }
        return level;
    }

    /**
     * Passes over the next entry, and over those behind it that go on with its row.
     *
     * @param levels receives the level of each
     * @param count most entries to pass over, no more than the page has
     * @return how many
     */
    int pass(byte[] levels, int count) {
        int passed = 0;
        do {
            levels[passed] = (byte) peek();
            next++;
            passed++;
        } while (passed < count && peek() > 0);
        return passed;
    }
}
