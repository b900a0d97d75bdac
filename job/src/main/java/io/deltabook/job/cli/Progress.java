// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

/** Tells the user how far a command has come. */
interface Progress extends AutoCloseable {
    /** Rows, or what else is counted, that this attempt has read so far. */
    void done(long read);

    /** Why there are no more of them for now; null once there may be. */
    void waits(String why);

    @Override
    void close();
}
