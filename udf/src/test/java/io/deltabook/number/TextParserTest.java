// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextParserTest {
    private static final int VALUES = 200_000;

    @ParameterizedTest
    @CsvSource({
        "61737.63, 6173763000000",
        "0.29, 29000000",
        ".5, 50000000",
        "5., 500000000",
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "+1, 100000000",
        "1e-8, 1",
        "1.00E+2, 10000000000",
        "1e-9, SCALE",
        "0.000000010000000000000000000000, 1",
        "000000000000000000000001.5, 150000000",
        "92233720368.54775807, 9223372036854775807",
        "92233720368.54775808, OVERFLOW",
        "1e999999999, OVERFLOW",
        "10e2147483647, OVERFLOW",
        "1e-999999999, SCALE",
        "0e999999999, 0",
        "-1.5, NEGATIVE",
        "inf, INFINITE",
        "-Infinity, INFINITE",
        "NaN, NOT_A_NUMBER",
    })
    void readsDecimalsAndNamesWhatIsNone(String text, String expected) {
        assertThat(parse(text, 8)).isEqualTo(ParsedNumber.of(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "-", "1,5", "1_000", "0x10", "1.2.3", "bid", "1e", "٣"})
    void takesEveryOtherTextForNaN(String text) {
        assertThat(parse(text, 8)).isEqualTo(NumberFault.NOT_A_NUMBER);
    }

    @Test
    void allowsBlanksAround() {
        assertThat(parse(" 1.5\t", 1)).isEqualTo(15);
    }

    @Test
    void agreesWithTheOracle() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VALUES; i++) {
            BigInteger unscaled =
                    new BigInteger(random.nextInt(80), new java.util.Random(random.nextLong()));
            BigDecimal value = new BigDecimal(unscaled, random.nextInt(-3, 25));
            String text = random.nextBoolean() ? value.toPlainString() : value.toString();
            int scale = random.nextInt(19);
            assertThat(parse(text, scale))
                    .as("seed=%s i=%s text=%s scale=%s", seed, i, text, scale)
                    .isEqualTo(DecimalOracle.scaled(value, scale));
        }
    }

    private static long parse(String text, int scale) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return TextParser.parse(bytes, 1, bytes.length - 2, scale);
    }
}
