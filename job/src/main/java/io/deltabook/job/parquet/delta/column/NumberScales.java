// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import java.util.List;

/**
 * The decimal scales that some lanes have in common, so that numbers can be converted before their
 * lane is known.
 *
 * @param price scale of prices, {@link #SEVERAL} if there is no common one
 * @param quantity scale of quantities, {@link #SEVERAL} if there is no common one
 */
public record NumberScales(int price, int quantity) {
    /** The lanes differ, or their numbers are tokens of a pool. */
    public static final int SEVERAL = -1;

    public static NumberScales of(List<Lane> lanes) {
        if (lanes.isEmpty()) {
            return new NumberScales(SEVERAL, SEVERAL);
        }
        Lane first = lanes.get(0);
        int price = first.priceScale();
        int quantity = first.quantityScale();
        for (Lane lane : lanes) {
            boolean isLong = lane.strategy() == DecimalStrategy.PIPS;
            price = isLong && lane.priceScale() == price ? price : SEVERAL;
            quantity = isLong && lane.quantityScale() == quantity ? quantity : SEVERAL;
        }
        return new NumberScales(price, quantity);
    }
}
