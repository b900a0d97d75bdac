// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.nautilus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FixedPointTest {
    private static String hex(String value) {
        return HexFormat.of().formatHex(FixedPoint.of(new BigDecimal(value)));
    }

    /** By hand: 1.5 · 10^16 = 0x354A6BA7A18000; the least significant byte comes first. */
    @Test
    void valuesHaveSixteenDecimalsAndTheLowestByteFirst() {
        assertThat(hex("1.5")).isEqualTo("0080a1a76b4a35" + "00".repeat(9));
        assertThat(hex("0")).isEqualTo("00".repeat(16));
        assertThat(hex("0.0000000000000001")).isEqualTo("01" + "00".repeat(15));
        assertThat(hex("-0.0000000000000002")).isEqualTo("fe" + "ff".repeat(15));
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotRounded() {
        assertThatThrownBy(() -> FixedPoint.of(new BigDecimal("0.00000000000000001")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at most 16 decimals")
                .hasMessageContaining("0.00000000000000001");
        assertThatThrownBy(() -> FixedPoint.of(new BigDecimal("17014118346047")))
                .isInstanceOf(BadInputException.class);
    }
}
