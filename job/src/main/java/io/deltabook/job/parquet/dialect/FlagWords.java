// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The words, in any case, by which recorders say whether a row is part of a snapshot. */
public final class FlagWords {
    /** The code of every other word. */
    public static final int UNKNOWN = -1;

    /** Most bytes of a word that are looked at. */
    static final int LONGEST = 20;

    private FlagWords() {}

    /** 1 for a word that says it is, 0 for one that says it is not, or {@link #UNKNOWN}. */
    public static int code(byte[] bytes, int at, int length) {
        return switch (text(bytes, at, length).toLowerCase(Locale.ROOT)) {
            case "true", "1", "snapshot", "snap", "partial" -> 1;
            case "false", "0", "update", "set", "delta" -> 0;
            default -> UNKNOWN;
        };
    }

    /** The word for a message, cut off where it is long. */
    public static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, Math.min(LONGEST, length), StandardCharsets.UTF_8);
    }
}
