// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

/** Why a line gives no usable row. A line with several faults has the first of its fields. */
public enum BadLine {
    /** Its number of fields is not that of the header. */
    FIELD_COUNT,
    /** A quoted field does not end, or goes on after its closing quote. */
    QUOTES,
    /** Exchange or symbol cannot be a name, or there is none. */
    UNREADABLE_NAME,
    UNREADABLE_TIME,
    UNREADABLE_ID,
    UNREADABLE_SIDE,
    UNREADABLE_FLAG,
    UNREADABLE_NUMBER
}
