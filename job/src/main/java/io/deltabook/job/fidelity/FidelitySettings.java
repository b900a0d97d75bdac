// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.job.output.SymbolChoice;
import java.util.Map;
import java.util.Set;

/**
 * How books are compared.
 *
 * @param symbols only these, all if there are none
 * @param depth levels of a side
 * @param everyNanos step of the grid on which two outputs are compared, and of returns, ns
 * @param withinNanos how far in time our book may lie from the reference's, ns
 * @param fromNanos first instant, epoch ns
 * @param toNanos the instant after the last, epoch ns
 * @param keepsSuspect whether books in state SUSPECT are compared too
 * @param columns names of a vendor's columns by role, where they are not the usual ones
 */
public record FidelitySettings(
        Set<String> symbols,
        int depth,
        long everyNanos,
        long withinNanos,
        long fromNanos,
        long toNanos,
        boolean keepsSuspect,
        Map<String, String> columns) {
    /** The lanes that are compared. */
    SymbolChoice choice() {
        return new SymbolChoice(symbols);
    }
}
