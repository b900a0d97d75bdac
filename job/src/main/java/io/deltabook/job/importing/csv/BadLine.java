// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

/** Why a line produces no usable row. If several fields are faulty, the first one counts. */
public enum BadLine {
    /** The number of fields differs from the header's. */
    FIELD_COUNT,
    /** A quoted field does not end, or continues after its closing quote. */
    QUOTES,
    /** Exchange or symbol is missing or not a valid name. */
    UNREADABLE_NAME,
    UNREADABLE_TIME,
    UNREADABLE_ID,
    UNREADABLE_SIDE,
    UNREADABLE_FLAG,
    UNREADABLE_NUMBER
}
