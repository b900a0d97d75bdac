// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A Parquet output on a stream owned by the caller, who flushes it at the end. Closing it does
 * nothing: parquet-java writes through a channel, and interrupting a writing thread closes that
 * channel from the interrupting thread, which must not wait for the write.
 */
public final class StreamOutputFile implements OutputFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final CountingStream stream;

    public StreamOutputFile(OutputStream out) {
        stream = new CountingStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Flushes everything written so far to the stream. */
    public void flush() throws IOException {
        stream.flush();
    }

    public long position() {
        return stream.position;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return stream;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class CountingStream extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        private CountingStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() {}
    }
}
