// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.util.Locale;

/** What a finding is about. */
public enum FindingKind {
    /** A file is there that should not be, or the other way round. */
    FILE,
    /** A file cannot be read to its end. */
    DAMAGED,
    /** Columns other than the contract's. */
    SCHEMA,
    /** A footer that says something else than the rows or the path. */
    FOOTER,
    /** Size, checksum or facts of a file are not those of the manifest. */
    MANIFEST,
    /** The summary is not what the files tell. */
    SUMMARY,
    /** A row outside the folder of its hour. */
    HOUR,
    /** Rows of a file, or files of an hour, that are not in order. */
    ORDER,
    /** A number that is missing or there twice. */
    NUMBERING,
    /** A value that the row's type does not allow. */
    VALUE,
    /** Levels of a snapshot that cannot be a book. */
    BOOK,
    /** Rows of a message that do not belong together. */
    MESSAGE,
    /** A book state that cannot follow. */
    STATE,
    /** A snapshot that does not follow from the anchor and the deltas before it. */
    ANCHOR,
    /** A certified depth that cannot be. */
    CERTIFIED,
    /** Rows that are not as many as were counted. */
    COUNT,
    /** A lane that does not go on from its seed. */
    SEED,
    /** Another output that is not the same. */
    DIFFERENCE;

    /** The kind in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
