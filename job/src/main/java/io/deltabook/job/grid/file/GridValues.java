// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import java.util.Locale;

/** How prices and quantities are written. */
public enum GridValues {
    /** The nearest double. */
    DOUBLE,
    /** DECIMAL(38,18), exact. */
    DECIMAL;

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
