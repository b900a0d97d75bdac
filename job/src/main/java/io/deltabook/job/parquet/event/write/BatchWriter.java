// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.event.ParquetSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Writes batches of one lane, in {@code event_seq} order, as one file. Used by one thread. The
 * caller owns the stream and closes it.
 *
 * @param <B> the batch
 */
public interface BatchWriter<B> {
    /**
     * Opens a file on a stream.
     *
     * @param <B> the batch
     */
    interface Factory<B> extends Serializable {
        /**
         * Starts a file.
         *
         * @param out receives the file; not closed
         * @param settings codec, row group size and columns
         */
        BatchWriter<B> open(OutputStream out, ParquetSettings settings) throws IOException;
    }

    /**
     * Adds all rows of a batch. The batch may be longer than a row group.
     *
     * @throws IllegalStateException if the batch is of another lane or goes back in event_seq
     */
    void write(B batch) throws IOException;

    /** Bytes of the file so far, without buffered rows. */
    long bytesWritten();

    /** Upper bound of the file bytes of the buffered rows. */
    long bufferedBytes();

    /** Memory of the buffered rows, bytes, without the unused capacity of buffers. */
    default long heapBytes() {
        return bufferedBytes();
    }

    /** Whether buffered rows are in encoders rather than held as batches. */
    default boolean isEncoding() {
        return bufferedBytes() > 0;
    }

    /** Footer memory of the row groups written so far, bytes. */
    default long footerBytes() {
        return 0;
    }

    /** Ends the row group and frees its buffers; the file stays open. */
    void flushRowGroup() throws IOException;

    /** Writes the footer. Nothing can be written afterwards. */
    void finish() throws IOException;
}
