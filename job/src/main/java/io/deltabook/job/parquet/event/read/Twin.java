// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

/**
 * A price or quantity and its DOUBLE twin.
 *
 * @param exact the exact values
 * @param nearest the nearest doubles
 */
public record Twin(DecimalValues exact, DoubleValues nearest) {
    /** Whether the twin of a row is right. */
    public boolean isRight(int row) {
        if (exact.isNull(row) || nearest.isNull(row)) {
            return exact.isNull(row) == nearest.isNull(row);
        }
        return exact.value(row).doubleValue() == nearest.value(row);
    }
}
