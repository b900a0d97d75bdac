// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.Closeable;
import java.io.IOException;

/** An open stored file. Used by one thread at a time. */
public interface StoredInput extends Closeable {
    /**
     * Reads bytes at a position, with one request.
     *
     * @throws java.io.EOFException if the file ends before the last of them
     */
    void readFully(long position, byte[] to, int at, int length) throws IOException;
}
