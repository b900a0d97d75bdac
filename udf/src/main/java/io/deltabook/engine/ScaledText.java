// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import java.math.BigDecimal;

/** Exact decimal text of an integer at a scale. */
final class ScaledText {
    private ScaledText() {}

    static String of(long value, int scale) {
        return BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
    }
}
