// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that a user meant. */
public final class NearestWord {
    /** Maximum edit distance, as a share of the length of the word given. */
    private static final double NEAR = 0.4;

    private static final int ALWAYS_NEAR = 2;

    private NearestWord() {}

    /**
     * The most similar of some known words; null if none is similar.
     *
     * @param word what the user wrote, in any case
     * @param known words in lower case; the first of equally similar ones is taken
     */
    public static String of(String word, Collection<String> known) {
        String nearest = null;
        int min = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate);
            if (edits < min) {
                min = edits;
                nearest = candidate;
            }
        }
        return min <= Math.max(ALWAYS_NEAR, word.length() * NEAR) ? nearest : null;
    }

    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
