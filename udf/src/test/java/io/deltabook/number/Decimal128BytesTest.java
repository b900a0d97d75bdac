// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Decimal128BytesTest {
    /** The ends of the range, the signs, and where the low word's top bit flips. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                -10_000_000_000L,
                -1,
                0,
                1,
                9,
                922_337_203,
                922_337_204,
                9_223_372_036L,
                9_223_372_037L,
                1L << 62,
                Long.MAX_VALUE
            })
    void equalsBigDecimalAtEveryScale(long value) {
        for (int scale = 0; scale <= 18; scale++) {
            assertThat(written(value, scale))
                    .as("value=%d scale=%d", value, scale)
                    .isEqualTo(BigDecimal.valueOf(value, scale));
        }
    }

    @Test
    void equalsBigDecimalForRandomValues() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(19);
            assertThat(written(value, scale))
                    .as("seed=%d value=%d scale=%d", seed, value, scale)
                    .isEqualByComparingTo(BigDecimal.valueOf(value, scale));
        }
    }

    @Test
    void writesAtTheGivenIndexOnly() {
        byte[] bytes = new byte[18];
        Arrays.fill(bytes, (byte) 7);

        Decimal128Bytes.write(-1, Decimal128Bytes.factor(18), bytes, 1);

        assertThat(bytes[0]).isEqualTo((byte) 7);
        assertThat(bytes[17]).isEqualTo((byte) 7);
        assertThat(Arrays.copyOfRange(bytes, 1, 17)).containsOnly(0xFF);
    }

    @Test
    void refusesAScaleThatTheColumnDoesNotHave() {
        assertThatThrownBy(() -> Decimal128Bytes.factor(19))
                .hasMessage("scale must be 0..18, but was 19");
        assertThatThrownBy(() -> Decimal128Bytes.factor(-1))
                .hasMessage("scale must be 0..18, but was -1");
    }

    private static BigDecimal written(long value, int scale) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(value, Decimal128Bytes.factor(scale), bytes, 0);
        return new BigDecimal(new BigInteger(bytes), 18).setScale(scale);
    }
}
