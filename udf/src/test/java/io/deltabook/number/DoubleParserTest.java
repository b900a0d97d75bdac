// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoubleParserTest {
    private static final int CHEAP_VALUES = 1_000_000;
    private static final int SLOW_VALUES = 100_000;

    @ParameterizedTest
    @CsvSource({
        "0.29, 8, 29000000",
        "61737.63, 8, 6173763000000",
        "1.1, 0, SCALE",
        "0.1, 1, 1",
        "0.000000001, 8, SCALE",
        "0.00000001, 8, 1",
        "0.30000000000000004, 8, SCALE",
        "1e-300, 18, SCALE",
        "4.9e-324, 8, SCALE",
        // 15 digits and less, beyond 2^53 at the scale: SHIB-like quantities
        "1234567890.12, 8, 123456789012000000",
        "92233720368.0, 8, 9223372036800000000",
        "92233720369.0, 8, OVERFLOW",
        "1e300, 8, OVERFLOW",
        // beyond 2^53 decimals of 16 digits share doubles: the nearest is meant, not what was typed
        "90071992.54740993, 8, 9007199254740994",
        "60071992.54740993, 8, 6007199254740993",
        "9007199254740992.0, 0, 9007199254740992",
        // Double.toString of Java 17 prints 2.82879384806159008E17
        "2.82879384806159E17, 0, 282879384806159000",
        "9223372036854775807.0, 0, OVERFLOW",
        "9.223372036854775E18, 0, 9223372036854775000",
    })
    void readsTheShortestDecimal(double value, int scale, String expected) {
        assertThat(DoubleParser.parse(value, scale)).isEqualTo(ParsedNumber.of(expected));
    }

    @Test
    void namesWhatIsNotANumberOfZeroOrMore() {
        assertThat(DoubleParser.parse(0.0, 8)).isZero();
        assertThat(DoubleParser.parse(-0.0, 8)).isZero();
        assertThat(DoubleParser.parse(Double.NaN, 8)).isEqualTo(NumberFault.NOT_A_NUMBER);
        assertThat(DoubleParser.parse(Double.POSITIVE_INFINITY, 8)).isEqualTo(NumberFault.INFINITE);
        assertThat(DoubleParser.parse(Double.NEGATIVE_INFINITY, 8)).isEqualTo(NumberFault.INFINITE);
        assertThat(DoubleParser.parse(-1e-300, 8)).isEqualTo(NumberFault.NEGATIVE);
        assertThat(DoubleParser.parse(Double.MAX_VALUE, 0)).isEqualTo(NumberFault.OVERFLOW);
        assertThat(DoubleParser.parse(Double.MIN_VALUE, 18)).isEqualTo(NumberFault.SCALE);
    }

    /** Values about which the two ways of rounding might differ are half of them. */
    @Test
    void readsManyAsItReadsOne() {
        long seed = 4;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CHEAP_VALUES; i += 16) {
            int scale = random.nextInt(19);
            double power = Math.pow(10, scale);
            double decimal = randomDigits(random, 17) / power;
            double half = (randomDigits(random, 16) + 0.5) / power;
            double limit = (1e15 + random.nextInt(-4, 5) / 8.0) / power;
            double[] values = {
                decimal,
                Math.nextUp(decimal),
                Math.nextDown(decimal),
                half,
                Math.nextUp(half),
                Math.nextDown(half),
                limit,
                0.49999999999999994 / power,
                Double.longBitsToDouble(random.nextLong()),
                -decimal,
                -half,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            };
            long[] bits = new long[values.length + 2];
            for (int j = 0; j < values.length; j++) {
                bits[j + 1] = Double.doubleToRawLongBits(values[j]);
            }
            DoubleParser.parseBits(bits, 1, values.length + 1, scale);
            assertThat(bits[0] + bits[values.length + 1]).isZero();
            for (int j = 0; j < values.length; j++) {
                assertThat(bits[j + 1])
                        .as("seed=%s i=%s value=%s scale=%s", seed, i, values[j], scale)
                        .isEqualTo(DoubleParser.parse(values[j], scale));
            }
        }
    }

    @Test
    void givesBackEveryDecimalOfUpToFifteenDigits() {
        long seed = 20_240_808;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CHEAP_VALUES; i++) {
            int scale = random.nextInt(19);
            long unscaled = randomDigits(random, 15);
            double value = BigDecimal.valueOf(unscaled, scale).doubleValue();
            assertThat(DoubleParser.parse(value, scale))
                    .as("seed=%s i=%s unscaled=%s scale=%s", seed, i, unscaled, scale)
                    .isEqualTo(unscaled);
        }
    }

    @Test
    void agreesWithTheOracleOnDecimalsOfUpToSeventeenDigits() {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SLOW_VALUES; i++) {
            BigDecimal decimal = BigDecimal.valueOf(randomDigits(random, 17), random.nextInt(20));
            agrees(decimal.doubleValue(), random.nextInt(19), seed, i);
        }
    }

    @Test
    void agreesWithTheOracleNextToPowersOfTwoAndTen() {
        long seed = 2;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SLOW_VALUES; i++) {
            double base =
                    random.nextBoolean()
                            ? Math.scalb(1.0, random.nextInt(-70, 70))
                            : Math.pow(10, random.nextInt(-19, 20));
            long bits = Double.doubleToLongBits(base) + random.nextInt(-3, 4);
            agrees(Double.longBitsToDouble(bits), random.nextInt(19), seed, i);
        }
    }

    @Test
    void agreesWithTheOracleOnAnyDouble() {
        long seed = 64;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SLOW_VALUES / 10; i++) {
            double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (Double.isFinite(value)) {
                agrees(value, random.nextInt(19), seed, i);
            }
        }
    }

    private static void agrees(double value, int scale, long seed, int i) {
        assertThat(DoubleParser.parse(value, scale))
                .as("seed=%s i=%s value=%s scale=%s", seed, i, value, scale)
                .isEqualTo(DecimalOracle.scaled(value, scale));
    }

    /** As often short as long. */
    private static long randomDigits(SplittableRandom random, int most) {
        return random.nextLong(PowersOfTen.asLong(1 + random.nextInt(most)));
    }
}
