// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.Locale;

/** A number of things in words, its digits grouped: {@code 1 lane}, {@code 3,000 lanes}. */
public final class Counted {
    private Counted() {}

    /**
     * The number and its noun.
     *
     * @param noun the singular, whose plural takes an s
     */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
