// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The words (case-insensitive) with which recorders mark whether a row is part of a snapshot. */
public final class FlagWords {
    /** The code of any other word. */
    public static final int UNKNOWN = -1;

    /** Maximum bytes of a word that are examined. */
    static final int LONGEST = 20;

    private FlagWords() {}

    /** 1 if the word means that it is, 0 if it means that it is not, or {@link #UNKNOWN}. */
    public static int code(byte[] bytes, int at, int length) {
        return switch (text(bytes, at, length).toLowerCase(Locale.ROOT)) {
            case "true", "1", "snapshot", "snap", "partial" -> 1;
            case "false", "0", "update", "set", "delta" -> 0;
            default -> UNKNOWN;
        };
    }

    /** The word for a message, truncated if long. */
    public static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, Math.min(LONGEST, length), StandardCharsets.UTF_8);
    }
}
