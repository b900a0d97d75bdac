// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.job.parquet.delta.column.NumberColumn;
import java.math.BigDecimal;

/**
 * What is known about a lane's prices or quantities: how many decimals they have and how large they
 * are. Numbers that do not fit a DECIMAL(38,18) are ignored.
 */
public final class NumberEvidence {
    /** Maximum decimals of any strategy. */
    static final int MAX_DECIMALS = 18;

    private static final BigDecimal MAX = BigDecimal.TEN.pow(20);

    private int decimals = -1;
    private int declared = -1;
    private BigDecimal largest = BigDecimal.ZERO;

    /** Adds the decimals that a column's type allows, {@link NumberColumn#ANY_SCALE} for any. */
    void declare(int scale) {
        declared = Math.max(declared, scale);
    }

    /**
     * Adds a number.
     *
     * @param isDeclared whether its column's type limits the decimals
     */
    void add(BigDecimal value, boolean isDeclared) {
        BigDecimal plain = value.abs().stripTrailingZeros();
        if (plain.scale() > MAX_DECIMALS || plain.compareTo(MAX) >= 0) {
            return;
        }
        largest = largest.max(plain);
        if (!isDeclared) {
            decimals = Math.max(decimals, plain.scale());
        }
    }

    /** Adds the evidence of another. */
    public void add(NumberEvidence other) {
        decimals = Math.max(decimals, other.decimals);
        declared = Math.max(declared, other.declared);
        largest = largest.max(other.largest);
    }

    /** The maximum decimals of numbers whose column type does not limit them, 0 for none. */
    public int decimals() {
        return Math.max(decimals, 0);
    }

    /** Whether some column's type does not limit the decimals. */
    public boolean isOpen() {
        return decimals >= 0;
    }

    /** The maximum decimals that a column's type allows, −1 if none limits them. */
    public int declared() {
        return declared;
    }

    /** The largest absolute value. */
    public BigDecimal largest() {
        return largest;
    }
}
