// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Lane;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wide numbers against BigDecimal: 10^6 values of every form a file may hold them in. */
@Tag("slow")
final class WideParserTest {
    private static final int VALUES = 250_000;
    private static final int SCALE = Lane.MAX_SCALE;
    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
    private static final long SEED = 20240808;

    @Test
    void doublesAreTheirShortestDecimal() {
        Random random = new Random(SEED);
        WideDecimals pool = new WideDecimals();
        for (int i = 0; i < VALUES; i++) {
            double value =
                    i % 2 == 0
                            ? random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(9))
                            : Math.pow(10, random.nextInt(40) - 18) * random.nextDouble();
            BigDecimal exact = DoubleParser.decimal(value);
            check(exact, WideParser.parse(value, SCALE, pool), pool, "double " + value);
        }
    }

    @Test
    void decimalsOfEveryWidthAndScaleAreExact() {
        Random random = new Random(SEED);
        WideDecimals pool = new WideDecimals();
        for (int i = 0; i < VALUES; i++) {
            BigInteger unscaled = new BigInteger(random.nextInt(130), random);
            int from = random.nextInt(25);
            String what = "unscaled " + unscaled + " scale " + from;
            BigDecimal exact = new BigDecimal(unscaled, from);
            check(exact, WideParser.parse(unscaled.toByteArray(), from, SCALE, pool), pool, what);
        }
    }

    @Test
    void decimalsInLongsAreExact() {
        Random random = new Random(SEED);
        WideDecimals pool = new WideDecimals();
        for (int i = 0; i < VALUES; i++) {
            long unscaled = random.nextLong() >>> random.nextInt(64);
            int from = random.nextInt(20);
            BigDecimal exact = BigDecimal.valueOf(unscaled, from);
            long token = WideParser.parse(unscaled, from, SCALE, pool);
            check(exact, token, pool, "long " + unscaled + " scale " + from);
        }
    }

    @Test
    void textsAreExact() {
        Random random = new Random(SEED);
        WideDecimals pool = new WideDecimals();
        for (int i = 0; i < VALUES; i++) {
            BigInteger unscaled = new BigInteger(random.nextInt(130), random);
            BigDecimal exact = new BigDecimal(unscaled, random.nextInt(25));
            String text = i % 3 == 0 ? exact.toString() : exact.toPlainString();
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            check(exact, WideParser.parse(bytes, SCALE, pool), pool, text);
        }
    }

    @Test
    void faultsAreThoseOfTheLongs() {
        WideDecimals pool = new WideDecimals();
        assertThat(WideParser.parse(Double.NaN, SCALE, pool)).isEqualTo(NumberFault.NOT_A_NUMBER);
        assertThat(WideParser.parse(1e300, SCALE, pool)).isEqualTo(NumberFault.OVERFLOW);
        assertThat(WideParser.parse(-1.0, SCALE, pool)).isEqualTo(NumberFault.NEGATIVE);
        assertThat(WideParser.parse(1e-19, SCALE, pool)).isEqualTo(NumberFault.SCALE);
        assertThat(WideParser.parse(-0.0, SCALE, pool)).isZero();
    }

    private static void check(BigDecimal exact, long token, WideDecimals pool, String what) {
        BigDecimal moved = exact.movePointRight(SCALE);
        if (exact.signum() < 0) {
            assertThat(token).as("%s", what).isEqualTo(NumberFault.NEGATIVE);
        } else if (moved.stripTrailingZeros().scale() > 0) {
            assertThat(token).as("%s", what).isEqualTo(NumberFault.SCALE);
        } else if (moved.toBigIntegerExact().compareTo(LIMIT) >= 0) {
            assertThat(token).as("%s", what).isEqualTo(NumberFault.OVERFLOW);
        } else {
            assertThat(token).as("%s", what).isNotNegative();
            assertThat(pool.number(token)).as("%s", what).isEqualTo(moved.toBigIntegerExact());
        }
    }
}
