// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ByteSlices;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first words of a column, each of which has a number. */
final class Words {
    /** Number of any further word, of which a damaged file may have many. */
    static final int OTHER = -1;

    private static final int MOST = 64;

    private final String[] texts = new String[MOST];
    private final byte[][] utf8 = new byte[MOST][];
    private int size;

    /** Numbers words; see {@link io.deltabook.job.parquet.decode.BytesConversion}. */
    void number(ByteSlices stored, int from, int to, long[] numbers) {
        for (int i = from; i < to; i++) {
            numbers[i] = number(stored.bytes(i), stored.at(i), stored.length(i));
        }
    }

    private int number(byte[] bytes, int at, int length) {
        for (int number = 0; number < size; number++) {
            byte[] word = utf8[number];
            if (Arrays.equals(word, 0, word.length, bytes, at, at + length)) {
                return number;
            }
        }
        if (size == MOST) {
            return OTHER;
        }
        utf8[size] = Arrays.copyOfRange(bytes, at, at + length);
        texts[size] = new String(utf8[size], StandardCharsets.UTF_8);
        return size++;
    }

    String text(int number) {
        return texts[number];
    }

    /** The text's own UTF-8. */
    byte[] utf8(int number) {
        return texts[number].getBytes(StandardCharsets.UTF_8);
    }
}
