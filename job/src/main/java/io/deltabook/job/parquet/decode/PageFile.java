// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.Extent;
import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.PageCodec;
import io.deltabook.job.parquet.file.PageCodecs;
import io.deltabook.job.parquet.file.RangeReader;
import io.deltabook.job.parquet.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;

/** An open file that columns read their pages from. Used by one thread. */
public final class PageFile implements Closeable {
    private final SeekableInputStream stream;
    private final RangeReader ranges;
    private final long length;
    private final PageCodecs codecs;
    private final boolean isChained;
    private long held;

    /**
     * Opens a file of which the first rows may suffice.
     *
     * @param createdBy the writer named in its footer
     */
    public static PageFile open(Path path, String createdBy) throws IOException {
        return open(path, createdBy, false);
    }

    /**
     * Opens a file.
     *
     * @param createdBy the writer named in its footer
     * @param isAhead whether what is announced will all be read, so that it may be read ahead
     */
    public static PageFile open(Path path, String createdBy, boolean isAhead) throws IOException {
        StoredFile file = new StoredFile(path);
        boolean isRemote = StoredFile.isRemote(path);
        return new PageFile(
                isRemote ? null : file.newStream(),
                isRemote ? new RangeReader(path, isAhead) : null,
                file.getLength(),
                StoredFile.options().getCodecFactory(),
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
        this(stream, null, length, codecs, createdBy);
    }

    private PageFile(
            SeekableInputStream stream,
            RangeReader ranges,
            long length,
            CompressionCodecFactory codecs,
            String createdBy) {
        this.stream = stream;
        this.ranges = ranges;
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

    /** Whether requests take so long that it helps to know them beforehand. */
    public boolean wantsAnnouncement() {
        return ranges != null;
    }

    /**
     * Tells what will be read next.
     *
     * @param rowGroups chunks of each row group, the same columns each
     */
    public void announce(List<List<ColumnChunkMetaData>> rowGroups) {
        List<List<Extent>> extents = new ArrayList<>();
        for (List<ColumnChunkMetaData> chunks : rowGroups) {
            List<Extent> ofGroup = new ArrayList<>();
            for (ColumnChunkMetaData chunk : chunks) {
                long start = chunk.getStartingPos();
                ofGroup.add(new Extent(start, start + chunk.getTotalSize()));
            }
            extents.add(ofGroup);
        }
        ranges.announce(extents);
    }

    void read(long position, byte[] to, int at, int bytes) throws IOException {
        if (ranges != null) {
            ranges.read(position, to, at, bytes);
            return;
        }
        stream.seek(position);
        stream.readFully(to, at, bytes);
    }

    @Override
    public void close() throws IOException {
        codecs.close();
        if (ranges != null) {
            ranges.close();
        } else {
            stream.close();
        }
    }
}
