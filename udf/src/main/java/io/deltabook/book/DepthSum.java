// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import java.math.BigDecimal;

/** Adds up the quantities of a side from its best level on, further with each call. */
final class DepthSum {
    private static final int LEVELS = 64;

    private final BookSide side;
    private final ReplayNumbers numbers;
    private final long[] ranks = new long[LEVELS];
    private final long[] quantities = new long[LEVELS];
    private int copied;
    private int count;
    private int at;
    private BigDecimal sum = BigDecimal.ZERO;

    DepthSum(BookSide side, ReplayNumbers numbers) {
        this.side = side;
        this.numbers = numbers;
    }

    /** The sum up to a price, no better than the one before. */
    BigDecimal to(long price) {
        long limit = side.rank(price);
        long part = 0;
        while (hasLevel() && side.compare(ranks[at], limit) >= 0) {
            long quantity = quantities[at++];
            if (numbers.pool() != null || part > Long.MAX_VALUE - quantity) {
                sum = sum.add(numbers.shortQuantity(quantity));
            } else {
                part += quantity;
            }
        }
        if (part > 0) {
            sum = sum.add(numbers.shortQuantity(part));
        }
        return sum;
    }

    private boolean hasLevel() {
        if (at == count) {
            copied += count;
            count = side.copy(copied, ranks, quantities);
            at = 0;
        }
        return count > 0;
    }
}
