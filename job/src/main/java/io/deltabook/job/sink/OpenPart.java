// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.io.IOException;

/** A part that a subtask writes, as seen by {@link OpenParts}. */
interface OpenPart {
    /** The bucket it belongs to, which has no other open part. */
    String bucket();

    /** Memory taken by its buffered rows, bytes; 0 without any. */
    long bufferedBytes();

    /** Whether its rows have encoders and buffers, which take more memory than the rows. */
    boolean isEncoding();

    /** Memory that the footer will need for the file's content, bytes; 0 if the file is empty. */
    long footerBytes();

    /** Frees the memory of the buffered rows: writes them to the file, or completes it. */
    void release() throws IOException;

    /** Writes everything and releases the file descriptor; the part accepts no more rows. */
    void complete() throws IOException;

    /** Whether it accepts no more rows. */
    boolean isCompleted();
}
