// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaledDecimalTest {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void readsBackWhatDecimal128BytesWrites() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteBuffer bytes = ByteBuffer.allocate(Decimal128Bytes.LENGTH);
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(19);
            Decimal128Bytes.write(value, Decimal128Bytes.factor(scale), bytes.array(), 0);
            assertThat(ScaledDecimal.at(scale, bytes.getLong(0), bytes.getLong(8)))
                    .as("seed=%d value=%d scale=%d", seed, value, scale)
                    .isEqualTo(value);
        }
    }

    @Test
    void agreesWithBigIntegerDivisionAtEveryScale() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long high = random.nextLong() >> random.nextInt(64);
            long factor = Decimal128Bytes.factor(random.nextInt(19));
            long low = random.nextBoolean() ? random.nextLong() : random.nextInt(1_000) * factor;
            for (int scale = 0; scale <= 18; scale++) {
                assertThat(ScaledDecimal.at(scale, high, low))
                        .as("seed=%d high=%d low=%d scale=%d", seed, high, low, scale)
                        .isEqualTo(expected(scale, high, low));
            }
        }
    }

    private static long expected(int scale, long high, long low) {
        BigInteger value =
                BigInteger.valueOf(high)
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(low)));
        BigInteger[] parts =
                value.divideAndRemainder(BigInteger.valueOf(Decimal128Bytes.factor(scale)));
        boolean fits = parts[1].signum() == 0 && parts[0].abs().compareTo(MAX) <= 0;
        return fits ? parts[0].longValue() : ScaledDecimal.NONE;
    }

    /** 10^18 stands for 1; each zero less is one decimal more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 17, 18})
    void theSmallestScaleIsThatOfTheLastDigit(int scale) {
        long unit = Decimal128Bytes.factor(scale);
        assertThat(ScaledDecimal.minScale(0, unit)).isEqualTo(scale);
        assertThat(ScaledDecimal.minScale(-1, -unit)).isEqualTo(scale);
    }

    @Test
    void aValueBeyondEveryScaleHasNone() {
        assertThat(ScaledDecimal.minScale(Long.MAX_VALUE, 1)).isEqualTo(-1);
    }
}
