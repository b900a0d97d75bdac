// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

/** What happens to changes of a book that is known to lack something. */
public enum UntrustedRows {
    /** Only rows of state LIVE are written; in between, readers have no book. */
    LEAVE_OUT,
    /** Rows of state SUSPECT are written as if the book were right. */
    KEEP
}
