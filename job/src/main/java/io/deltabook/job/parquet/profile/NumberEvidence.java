// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.job.parquet.delta.column.NumberColumn;
import java.math.BigDecimal;

/**
 * What is known of the numbers of one kind of a lane: how many decimals they have and how large
 * they are. Numbers that no DECIMAL(38,18) holds say nothing.
 */
public final class NumberEvidence {
    /** Decimals that no strategy holds more of. */
    static final int MOST_DECIMALS = 18;

    private static final BigDecimal MOST = BigDecimal.TEN.pow(20);

    private int decimals = -1;
    private int declared = -1;
    private BigDecimal largest = BigDecimal.ZERO;
    private boolean isAny;

    /** Takes the decimals that a column's type allows, {@link NumberColumn#ANY_SCALE} for any. */
    void declare(int scale) {
        declared = Math.max(declared, scale);
    }

    /**
     * Takes a number.
     *
     * @param isDeclared whether its column's type allows no more decimals than it declares
     */
    void add(BigDecimal value, boolean isDeclared) {
        BigDecimal plain = value.abs().stripTrailingZeros();
        if (plain.scale() > MOST_DECIMALS || plain.compareTo(MOST) >= 0) {
            return;
        }
        isAny = true;
        largest = largest.max(plain);
        if (!isDeclared) {
            decimals = Math.max(decimals, plain.scale());
        }
    }

    /** Takes what others know. */
    public void add(NumberEvidence other) {
        decimals = Math.max(decimals, other.decimals);
        declared = Math.max(declared, other.declared);
        largest = largest.max(other.largest);
        isAny |= other.isAny;
    }

    /** Whether a number was seen. */
    public boolean isAny() {
        return isAny;
    }

    /** The most decimals of a number whose column's type does not limit them, 0 for none. */
    public int decimals() {
        return Math.max(decimals, 0);
    }

    /** Whether some column's type does not limit the decimals. */
    public boolean isOpen() {
        return decimals >= 0;
    }

    /** The most decimals that a column's type allows, −1 where none limits them. */
    public int declared() {
        return declared;
    }

    /** The largest number, without its sign. */
    public BigDecimal largest() {
        return largest;
    }
}
