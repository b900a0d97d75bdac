// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import java.nio.charset.StandardCharsets;

/** Values of rejected rows as found, truncated so that a batch of them stays within its bytes. */
public final class RawText {
    /** Maximum characters kept: three such strings in each of 10,000 rows take 60 MB. */
    public static final int MAX_LENGTH = 1_000;

    /** Maximum UTF-8 bytes of a kept character. */
    private static final int BYTES_OF_A_CHARACTER = 4;

    private RawText() {}

    /** The text of a row; null if it is null. */
    static String of(ByteSlices texts, int row) {
        if (texts.isNull(row)) {
            return null;
        }
        int length = Math.min(texts.length(row), MAX_LENGTH * BYTES_OF_A_CHARACTER);
        byte[] bytes = texts.bytes(row);
        return shorten(new String(bytes, texts.at(row), length, StandardCharsets.UTF_8));
    }

    static String shorten(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
