// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.util.Locale;

/** Subjects of findings. */
public enum FindingKind {
    /** An unexpected or missing file. */
    FILE,
    /** A file that cannot be read completely. */
    DAMAGED,
    /** Columns that differ from the contract. */
    SCHEMA,
    /** A footer that contradicts the rows or the path. */
    FOOTER,
    /** A file whose size, checksum or facts differ from the manifest. */
    MANIFEST,
    /** A summary that differs from the files. */
    SUMMARY,
    /** A row outside the folder of its hour. */
    HOUR,
    /** Rows of a file, or files of an hour, that are out of order. */
    ORDER,
    /** A number that is missing or repeated. */
    NUMBERING,
    /** A value that the row's type does not allow. */
    VALUE,
    /** A snapshot whose levels cannot form a book. */
    BOOK,
    /** Rows of a message that do not belong together. */
    MESSAGE,
    /** An invalid transition of the book state. */
    STATE,
    /** A snapshot that does not follow from the anchor and the deltas before it. */
    ANCHOR,
    /** An impossible certified depth. */
    CERTIFIED,
    /** A number of rows that differs from the count. */
    COUNT,
    /** A quote that the events contradict. */
    QUOTE,
    /** Periods that are not the runs of equal states of the events. */
    PERIOD,
    /** A lane that does not continue from its seed. */
    SEED,
    /** A difference from another output. */
    DIFFERENCE;

    /** The kind in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
