// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.io.IOException;

/** A part that a subtask writes, as {@link OpenParts} sees it. */
interface OpenPart {
    /** The bucket it belongs to, which has no other open part. */
    String bucket();

    /** Bytes of memory that its buffered rows take; 0 without any. */
    long bufferedBytes();

    /** Whether its rows have encoders and buffers, which take more than the rows do. */
    boolean isEncoding();

    /** Bytes of memory that the footer will need for what is in the file; 0 while nothing is. */
    long footerBytes();

    /** Frees the memory of the buffered rows: writes them to the file, or completes it. */
    void release() throws IOException;

    /** Writes everything and gives up the file descriptor; the part takes no more rows. */
    void complete() throws IOException;

    /** Whether it takes no more rows. */
    boolean isCompleted();
}
