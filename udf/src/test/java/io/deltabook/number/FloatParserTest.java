// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FloatParserTest {
    private static final int VALUES = 200_000;
    private static final int SCALE = 18;

    @ParameterizedTest
    @CsvSource({
        "0.1, 8, 10000000",
        "0.29, 2, 29",
        "6421.5, 1, 64215",
        "16777216, 0, 16777216",
        "16777217, 0, 16777216",
        "3.4028235e38, 0, OVERFLOW",
        "1.4e-45, 18, SCALE",
        "1.1, 0, SCALE",
        "-1, 8, NEGATIVE",
        "-0.0, 8, 0",
        "NaN, 8, NOT_A_NUMBER",
        "Infinity, 8, INFINITE",
        "-Infinity, 8, INFINITE",
    })
    void readsTheFloatsOwnShortestDecimal(float value, int scale, String expected) {
        assertThat(FloatParser.parse(value, scale)).isEqualTo(ParsedNumber.of(expected));
    }

    /** The shortest decimal by trying one digit after the other on both sides. */
    @Test
    void agreesWithTheOracleOnAnyFloat() {
        long seed = 20_260_101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VALUES; i++) {
            float value = random(random);
            int scale = random.nextInt(SCALE + 1);
            long expected =
                    value == 0 ? 0 : DecimalOracle.scaled(DecimalOracle.shortest(value), scale);
            assertThat(FloatParser.parse(value, scale))
                    .as("seed=%s i=%s value=%s scale=%s", seed, i, value, scale)
                    .isEqualTo(expected);
        }
    }

    @Test
    void givesBackEveryDecimalOfUpToSixDigits() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VALUES; i++) {
            int decimals = random.nextInt(9);
            long digits = random.nextInt(1_000_000);
            float value = BigDecimal.valueOf(digits, decimals).floatValue();
            assertThat(FloatParser.parse(value, decimals))
                    .as("seed=%s i=%s digits=%s decimals=%s", seed, i, digits, decimals)
                    .isEqualTo(digits);
        }
    }

    @Test
    void numbersThatNoLongHoldsAreTokens() {
        WideDecimals pool = new WideDecimals();
        long token = WideParser.parse(1e15f, SCALE, pool);
        assertThat(pool.number(token)).isEqualTo(BigInteger.TEN.pow(33));
        assertThat(WideParser.parse(-1f, SCALE, pool)).isEqualTo(NumberFault.NEGATIVE);
        assertThat(WideParser.parse(1e21f, SCALE, pool)).isEqualTo(NumberFault.OVERFLOW);
    }

    @Test
    void numbersBelowZeroAreReadWhereTheyAreAllowed() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VALUES; i++) {
            BigDecimal value =
                    BigDecimal.valueOf(-1 - random.nextInt(1_000_000_000), random.nextInt(12));
            int scale = random.nextInt(SCALE + 1);
            long positive = DecimalOracle.scaled(value.negate(), scale);
            long expected = NumberFault.isFault(positive) ? positive : -positive;
            assertThat(WideParser.parseNegative(value, scale))
                    .as("seed=%s i=%s value=%s scale=%s", seed, i, value, scale)
                    .isEqualTo(expected);
            WideDecimals pool = new WideDecimals();
            long token = WideParser.parseNegative(value, SCALE, pool);
            assertThat(pool.number(token))
                    .as("seed=%s i=%s value=%s", seed, i, value)
                    .isEqualTo(value.setScale(SCALE).unscaledValue());
        }
        assertThat(WideParser.parseNegative(BigDecimal.valueOf(-Long.MAX_VALUE), 0))
                .as("would look like a fault")
                .isEqualTo(NumberFault.OVERFLOW);
    }

    private static float random(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.abs(Float.intBitsToFloat(random.nextInt() & 0x7F7F_FFFF));
            case 1 -> random.nextInt(100_000_000) / 1000f;
            case 2 -> (float) (random.nextInt(1_000_000) * Math.pow(10, -random.nextInt(14)));
            default -> random.nextInt(1 << 26);
        };
    }
}
