// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.ParquetSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Writes batches of one lane, in {@code event_seq} order, as one events file. Used by one thread.
 * The stream belongs to the caller, who also closes it.
 */
public interface EventBatchWriter {
    /** Opens a file on a stream. */
    interface Factory extends Serializable {
        /**
         * Writes the beginning of a file.
         *
         * @param out receives the file; not closed
         * @param settings codec and row group size
         */
        EventBatchWriter open(OutputStream out, ParquetSettings settings) throws IOException;
    }

    /**
     * Adds all rows of a batch. The batch may be longer than a row group.
     *
     * @throws IllegalStateException if the batch is of another lane or goes back in event_seq
     */
    void write(EventBatch batch) throws IOException;

    /** Bytes of the file so far; without what is buffered. */
    long bytesWritten();

    /** Upper bound of the bytes that the buffered rows will take in the file. */
    long bufferedBytes();

    /** Bytes of memory that the buffered rows take, without the spare room of buffers. */
    default long heapBytes() {
        return bufferedBytes();
    }

    /** Whether buffered rows have encoders, rather than being held as they came. */
    default boolean isEncoding() {
        return bufferedBytes() > 0;
    }

    /** Bytes of memory that the footer takes of the row groups written so far. */
    default long footerBytes() {
        return 0;
    }

    /** Ends the row group and frees its buffers; the file stays open. */
    void flushRowGroup() throws IOException;

    /** Writes the footer. Nothing can be written afterwards. */
    void finish() throws IOException;
}
