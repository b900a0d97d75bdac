// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

/** Tells the user how far a run has come. */
interface Progress extends AutoCloseable {
    /** Rows that this attempt has read so far. */
    void rows(long read);

    @Override
    void close();
}
