// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.Side;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a wide book snapshot: {@code bids[0].price} as named by Tardis, or {@code
 * bid_0_price}.
 *
 * @param side side of the book
 * @param level from 0, the best
 * @param isPrice price if true, quantity if false
 */
public record LevelField(Side side, int level, boolean isPrice) {
    private static final List<Pattern> NAMES =
            List.of(
                    Pattern.compile("(bid|ask)s\\[(\\d{1,4})]\\.(price|amount)"),
                    Pattern.compile("(bid|ask)_(\\d{1,4})_(price|size)"));

    /** Parses a name, null if it is not that of a level. */
    public static LevelField of(String name) {
        for (Pattern pattern : NAMES) {
            Matcher level = pattern.matcher(name);
            if (level.matches()) {
                return new LevelField(
                        level.group(1).equals("bid") ? Side.BID : Side.ASK,
                        Integer.parseInt(level.group(2)),
                        level.group(3).equals("price"));
            }
        }
        return null;
    }

    /** Name of the column in native files. */
    String column() {
        String word = side.name().toLowerCase(Locale.ROOT);
        return word + '_' + level + '_' + (isPrice ? "price" : "size");
    }
}
