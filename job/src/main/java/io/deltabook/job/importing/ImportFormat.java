// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

/** What kind of text files are read. */
public enum ImportFormat {
    /** Tardis where the header is one of theirs, else any CSV. */
    AUTO,
    /** CSV files as Tardis offers them for download. */
    TARDIS,
    /** Any CSV whose columns are named like those of a dialect, or by {@code source.columns}. */
    CSV
}
