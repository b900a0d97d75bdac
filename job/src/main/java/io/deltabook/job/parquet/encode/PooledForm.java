// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import io.deltabook.contract.Lane;
import io.deltabook.number.Decimal128Bytes;
import io.deltabook.number.WideDecimals;
import java.math.BigDecimal;
import java.util.Arrays;

/** Tokens of the row group's pool, into which the numbers of each batch's own pool are copied. */
public final class PooledForm implements ExactForm {
    private static final long UNKNOWN = -1;

    /** Approximate size of a number in the pool's list and map, bytes. */
    private static final long NUMBER_BYTES = 160;

    private final WideDecimals pool = new WideDecimals();
    private WideDecimals adopted;
    private long[] tokenOf = new long[0];

    /** Replaces tokens of a batch's pool by those of the row group's. */
    public void adopt(WideDecimals batchPool, long[] tokens, int from, int count) {
        know(batchPool);
        for (int i = from; i < from + count; i++) {
            int token = (int) tokens[i];
            if (tokenOf[token] == UNKNOWN) {
                tokenOf[token] = pool.adopt(batchPool, token);
            }
            tokens[i] = tokenOf[token];
        }
    }

    private void know(WideDecimals batchPool) {
        int known = adopted == batchPool ? tokenOf.length : 0;
        if (known < batchPool.size()) {
            tokenOf = Arrays.copyOf(tokenOf, Math.max(batchPool.size(), known * 2));
            Arrays.fill(tokenOf, known, tokenOf.length, UNKNOWN);
        }
        adopted = batchPool;
    }

    /** Bytes of memory that the numbers take. */
    public long bytes() {
        return NUMBER_BYTES * pool.size();
    }

    @Override
    public void write(long number, byte[] to, int at) {
        Decimal128Bytes.write(pool.number(number), to, at);
    }

    @Override
    public double nearestDouble(long number) {
        return new BigDecimal(pool.number(number), Lane.MAX_SCALE).doubleValue();
    }

    @Override
    public long smallest(long[] numbers, int count) {
        long smallest = numbers[0];
        for (int i = 1; i < count; i++) {
            if (pool.compare(numbers[i], smallest) < 0) {
                smallest = numbers[i];
            }
        }
        return smallest;
    }

    @Override
    public long largest(long[] numbers, int count) {
        long largest = numbers[0];
        for (int i = 1; i < count; i++) {
            if (pool.compare(numbers[i], largest) > 0) {
                largest = numbers[i];
            }
        }
        return largest;
    }
}
