// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;

/** Integers at a decimal scale. */
public final class ScaledForm implements ExactForm {
    /** Below it, every integer is a double. */
    private static final long EXACT_INTEGERS = 1L << 53;

    private final int scale;
    private final long factor;
    private final double divisor;

    /**
     * @param scale decimals of the numbers, 0 to 18
     */
    public ScaledForm(int scale) {
        this.scale = scale;
        factor = Decimal128Bytes.factor(scale);
        divisor = Math.pow(10, scale);
    }

    @Override
    public void write(long number, byte[] to, int at) {
        Decimal128Bytes.write(number, factor, to, at);
    }

    /** A quotient of two exact doubles is rounded once. */
    @Override
    public double nearestDouble(long number) {
        return Math.abs(number) <= EXACT_INTEGERS && number != Long.MIN_VALUE
                ? number / divisor
                : BigDecimal.valueOf(number, scale).doubleValue();
    }

    @Override
    public long smallest(long[] numbers, int count) {
        long smallest = numbers[0];
        for (int i = 1; i < count; i++) {
            smallest = Math.min(smallest, numbers[i]);
        }
        return smallest;
    }

    @Override
    public long largest(long[] numbers, int count) {
        long largest = numbers[0];
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, numbers[i]);
        }
        return largest;
    }
}
