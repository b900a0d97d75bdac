// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.io.Serializable;
import java.util.List;

/**
 * The values that a recorder writes for the sides besides the usual words, numbers included.
 *
 * @param bid for a bid or a buy
 * @param ask for an ask or a sell
 */
public record SideValues(List<String> bid, List<String> ask) implements Serializable {
    /** The column whose values are flags, whatever their type. */
    static final String FLAG_COLUMN = "side_is_bid";

    /** Only the built-in words. */
    public static final SideValues NONE = new SideValues(List.of(), List.of());

    /** Maximum characters of a value. */
    public static final int LONGEST = 7;

    public SideValues {
        bid = List.copyOf(bid);
        ask = List.copyOf(ask);
    }

    boolean isEmpty() {
        return bid.isEmpty() && ask.isEmpty();
    }
}
