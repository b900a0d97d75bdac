// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes repetition levels, which tell the entries of a page that belong to one row: level 0
 * starts a row.
 */
final class RepetitionLevelDecoder {
    private static final int WINDOW = 512;

    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private final int max;
    private final int[] window = new int[WINDOW];
    private int next;
    private int filled;
    private int left;

    /**
     * @param max maximum level, that of the innermost list; at least 1
     */
    RepetitionLevelDecoder(int max) {
        this.max = max;
    }

    /** Starts the levels at the front of a version 1 data page. */
    void beginV1(PageBytes page, Encoding encoding, int entries) {
        if (encoding != Encoding.RLE) {
            throw new ParquetDecodingException(
                    "repetition levels must be encoded as RLE, but are " + encoding);
        }
        int length = page.fixedInt();
        int start = page.take(length);
        begin(page.bytes, start, page.at, entries);
    }

    /** Starts the levels of a version 2 data page. */
    void begin(byte[] bytes, int from, int to, int entries) {
        runs.begin(bytes, from, to, DefinitionLevelDecoder.width(max));
        next = 0;
        filled = 0;
        left = entries;
    }

    /** Level of the next entry of the page; there must be one. */
    int peek() {
        if (next == filled) {
            filled = Math.min(left, WINDOW);
            runs.read(window, 0, filled);
            left -= filled;
            next = 0;
        }
        int level = window[next];
        if (level > max) {
            throw new ParquetDecodingException(
                    "a repetition level must be 0.." + max + ", but is " + level);
        }
        return level;
    }

    /** How many of the next entries of the page, of which there must be one, start a row. */
    int starts() {
        if (next == filled) {
            int equal = runs.equal();
            if (equal > 0 && runs.number() == 0) {
                return Math.min(equal, left);
            }
        }
        int starts = 0;
        if (peek() == 0) {
            do {
                starts++;
            } while (next + starts < filled && window[next + starts] == 0);
        }
        return starts;
    }

    /**
     * Consumes entries that start a row.
     *
     * @param count at most {@link #starts}
     */
    void skipStarts(int count) {
        if (next == filled) {
            runs.skip(count);
            left -= count;
        } else {
            next += count;
        }
    }

    /**
     * Consumes the next entry and those after it that continue its row.
     *
     * @param levels receives the level of each
     * @param count maximum number of entries, at most those left in the page
     * @return number of entries consumed
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
