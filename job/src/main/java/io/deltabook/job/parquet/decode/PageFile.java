// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.LocalFile;
import io.deltabook.job.parquet.file.PageCodec;
import io.deltabook.job.parquet.file.PageCodecs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;

/** An open file that columns read their pages from. Used by one thread. */
public final class PageFile implements Closeable {
    private final SeekableInputStream stream;
    private final long length;
    private final PageCodecs codecs;
    private final boolean isChained;
    private long held;

    /**
     * Opens a file.
     *
     * @param createdBy the writer named in its footer
     */
    public static PageFile open(Path path, String createdBy) throws IOException {
        LocalFile file = new LocalFile(path);
        return new PageFile(
                file.newStream(),
                file.getLength(),
                LocalFile.options().getCodecFactory(),
                createdBy);
    }

    /**
     * @param stream the file, closed with this object
     * @param length bytes of the file
     * @param codecs parquet-java's codecs, for those not implemented here; released with this
     *     object
     * @param createdBy the writer named in the footer
     */
    public PageFile(
            SeekableInputStream stream,
            long length,
            CompressionCodecFactory codecs,
            String createdBy) {
        this.stream = stream;
        this.length = length;
        this.codecs = new PageCodecs(codecs);
        this.isChained =
                CorruptDeltaByteArrays.requiresSequentialReads(
                        createdBy, Encoding.DELTA_BYTE_ARRAY);
    }

    long length() {
        return length;
    }

    /** Whether a DELTA_BYTE_ARRAY page may continue from the last value of the previous page. */
    boolean isChained() {
        return isChained;
    }

    PageCodec codec(CompressionCodecName name) {
        return codecs.of(name);
    }

    /** Accounts for bytes that a column allocates for its pages, or releases. */
    void hold(long more) {
        HeapLimits.requireFile(held + more);
        held += more;
    }

    void read(long position, byte[] to, int at, int bytes) throws IOException {
        stream.seek(position);
        stream.readFully(to, at, bytes);
    }

    @Override
    public void close() throws IOException {
        codecs.close();
        stream.close();
    }
}
