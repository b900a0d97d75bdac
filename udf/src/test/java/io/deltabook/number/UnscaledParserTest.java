// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class UnscaledParserTest {
    private static final int CHEAP_VALUES = 1_000_000;
    private static final int SLOW_VALUES = 100_000;

    @Test
    void bringsLongsFromAnyScaleToAnother() {
        assertThat(UnscaledParser.parse(6_173_763, 2, 8)).isEqualTo(6_173_763_000_000L);
        assertThat(UnscaledParser.parse(1_500, 3, 1)).isEqualTo(15);
        assertThat(UnscaledParser.parse(1_501, 3, 1)).isEqualTo(NumberFault.SCALE);
        assertThat(UnscaledParser.parse(0, 38, 0)).isZero();
        assertThat(UnscaledParser.parse(1, 38, 18)).isEqualTo(NumberFault.SCALE);
        assertThat(UnscaledParser.parse(-1, 38, 18)).isEqualTo(NumberFault.NEGATIVE);
        assertThat(UnscaledParser.parse(Long.MAX_VALUE, 8, 8)).isEqualTo(Long.MAX_VALUE);
        assertThat(UnscaledParser.parse(Long.MAX_VALUE, 7, 8)).isEqualTo(NumberFault.OVERFLOW);
        assertThat(UnscaledParser.parse(Long.MIN_VALUE, 8, 8)).isEqualTo(NumberFault.NEGATIVE);
    }

    @Test
    void readsTheLargestLongAndRefusesTheNextNumber() {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger ten = BigInteger.TEN.pow(10);
        assertThat(parse(most.multiply(ten), 16, 18, 8)).isEqualTo(Long.MAX_VALUE);
        assertThat(parse(most.add(BigInteger.ONE).multiply(ten), 16, 18, 8))
                .isEqualTo(NumberFault.OVERFLOW);
        assertThat(parse(most.add(BigInteger.ONE), 9, 8, 8)).isEqualTo(NumberFault.OVERFLOW);
        assertThat(parse(most, 8, 8, 8)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void readsNumbersWiderThan128Bits() {
        BigInteger wide = BigInteger.valueOf(7).multiply(BigInteger.TEN.pow(45));
        assertThat(parse(wide, 32, 45, 0)).isEqualTo(7);
        assertThat(parse(wide, 32, 44, 0)).isEqualTo(70);
        assertThat(parse(wide, 32, 0, 0)).isEqualTo(NumberFault.OVERFLOW);
        assertThat(parse(wide.add(BigInteger.ONE), 32, 45, 18)).isEqualTo(NumberFault.SCALE);
        assertThat(parse(wide.negate(), 32, 45, 0)).isEqualTo(NumberFault.NEGATIVE);
    }

    @Test
    void takesNoBytesForZero() {
        assertThat(UnscaledParser.parse(new byte[0], 0, 0, 2, 8)).isZero();
    }

    @Test
    void agreesWithTheOracleOnLongs() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CHEAP_VALUES; i++) {
            long unscaled = random.nextLong() >> random.nextInt(64);
            int from = random.nextInt(22);
            int scale = random.nextInt(19);
            long expected = DecimalOracle.scaled(BigDecimal.valueOf(unscaled, from), scale);
            assertThat(UnscaledParser.parse(unscaled, from, scale))
                    .as("seed=%s i=%s unscaled=%s from=%s to=%s", seed, i, unscaled, from, scale)
                    .isEqualTo(expected);
        }
    }

    @Test
    void agreesWithTheOracleOnBytesOfAnyWidth() {
        long seed = 16;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SLOW_VALUES; i++) {
            int width = 1 + random.nextInt(20);
            int from = random.nextInt(39);
            int scale = random.nextInt(19);
            BigInteger unscaled = randomUnscaled(random, width);
            long expected = DecimalOracle.scaled(new BigDecimal(unscaled, from), scale);
            assertThat(parse(unscaled, width, from, scale))
                    .as("seed=%s i=%s unscaled=%s from=%s to=%s", seed, i, unscaled, from, scale)
                    .isEqualTo(expected);
        }
    }

    /** Half of the numbers end in zeros, so that many fit the smaller scale. */
    private static BigInteger randomUnscaled(SplittableRandom random, int width) {
        int bits = random.nextInt(width * Byte.SIZE);
        BigInteger number = new BigInteger(bits, new java.util.Random(random.nextLong()));
        if (random.nextBoolean()) {
            BigInteger power = BigInteger.TEN.pow(random.nextInt(25));
            number = number.divide(power).multiply(power);
        }
        return random.nextInt(10) == 0 ? number.negate() : number;
    }

    /** As a fixed-length array stores it, at an odd place of a longer array. */
    private static long parse(BigInteger unscaled, int width, int from, int scale) {
        byte[] minimal = unscaled.toByteArray();
        byte[] stored = new byte[width + 3];
        Arrays.fill(stored, (byte) 0x55);
        Arrays.fill(stored, 1, 1 + width, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(minimal, 0, stored, 1 + width - minimal.length, minimal.length);
        return UnscaledParser.parse(stored, 1, width, from, scale);
    }
}
