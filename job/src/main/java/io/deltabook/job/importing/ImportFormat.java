// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

/** Formats of the input files. */
public enum ImportFormat {
    /** Tardis if the header is one of theirs, otherwise any CSV. */
    AUTO,
    /** CSV files as Tardis offers them for download. */
    TARDIS,
    /** Any CSV whose columns are named as in a dialect or by {@code source.columns}. */
    CSV
}
