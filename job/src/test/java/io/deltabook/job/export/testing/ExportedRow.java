// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.testing;

import java.math.BigDecimal;

/**
 * A row of the book as a reader of exported files sees it.
 *
 * @param time event time, epoch ns
 * @param action what it does
 * @param isBid its side, null if it concerns both
 */
public record ExportedRow(
        long time, Action action, Boolean isBid, BigDecimal price, BigDecimal quantity) {
    /** What a row does. */
    public enum Action {
        /** Both sides, or one, lose their levels up to and including the price. */
        CLEAR,
        /** A level of a whole book. */
        SNAPSHOT,
        /** A level changes. */
        CHANGE
    }
}
