// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.io.ParquetDecodingException;

/** Decodes the dictionary indices of a page. */
final class DictionaryIndexDecoder {
    private final RleBitPackedDecoder runs = new RleBitPackedDecoder();
    private final int[] indexes;

    DictionaryIndexDecoder(int capacity) {
        indexes = new int[capacity];
    }

    /** Starts the values of a page: the bit width of an index, then runs. */
    void begin(PageBytes page) {
        int width = page.left() == 0 ? 0 : page.unsignedByte();
        runs.begin(page.bytes, page.at, page.end, width);
    }

    /**
     * Reads the next indices.
     *
     * @param entries entries of the dictionary
     * @return an array that holds them from index 0
     */
    int[] read(int count, int entries) {
        runs.read(indexes, 0, count);
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            wrong |= indexes[i] | entries - 1 - indexes[i];
        }
        if (wrong < 0) {
            throw new ParquetDecodingException(
                    "an index must be within the " + entries + " entries of the dictionary");
        }
        return indexes;
    }

    void skip(int count) {
        runs.skip(count);
    }
}
