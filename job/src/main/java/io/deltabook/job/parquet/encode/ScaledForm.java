// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import io.deltabook.number.Decimal128Bytes;

/**
 * Integers at a decimal scale.
 *
 * @param factor from the scale to the output's
 */
public record ScaledForm(long factor) implements DecimalForm {
    @Override
    public void write(long number, byte[] to, int at) {
        Decimal128Bytes.write(number, factor, to, at);
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
