// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;

/**
 * A file that can be completed before its commit is prepared. Between the two it keeps its bytes on
 * disk, but no file descriptor.
 */
public interface CompletablePart {
    /** Forces the file to disk and closes it. Nothing can be written afterwards. */
    void complete() throws IOException;
}
