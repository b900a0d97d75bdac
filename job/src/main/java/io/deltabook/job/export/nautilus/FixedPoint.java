// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.nautilus;

import io.deltabook.contract.BadInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Nautilus' fixed-point numbers: 128 bits, 16 decimals, least significant byte first. */
final class FixedPoint {
    /** Decimals that every number has. */
    static final int SCALE = 16;

    /** Bytes of a number. */
    static final int BYTES = 16;

    /** The largest price; a quantity may be about twice as large. */
    private static final BigDecimal MAX = new BigDecimal("17014118346046");

    private FixedPoint() {}

    /**
     * The bytes of a value.
     *
     * @throws BadInputException if it has more decimals, or is too large
     */
    static byte[] of(BigDecimal value) {
        if (value.scale() > SCALE || value.compareTo(MAX) > 0) {
            throw new BadInputException(
                    "prices and quantities must have at most %d decimals and be at most %s for nautilus, but one is %s; export to another format"
                            .formatted(SCALE, MAX.toPlainString(), value.toPlainString()));
        }
        BigInteger raw = value.setScale(SCALE).unscaledValue();
        byte[] big = raw.toByteArray();
        byte[] little = new byte[BYTES];
        if (raw.signum() < 0) {
            Arrays.fill(little, (byte) -1);
        }
        for (int i = 0; i < big.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }
}
