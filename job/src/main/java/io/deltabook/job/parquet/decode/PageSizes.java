// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import java.io.IOException;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Checks before a file is read whether its pages fit into this heap. Reads only the page headers,
 * and even these only if the footer does not rule out large pages.
 */
public final class PageSizes {
    /** Usually more than a page header needs. */
    private static final int HEADER_BYTES = 1 << 9;

    /** A size that no chunk has. */
    private static final long UNKNOWN = 1L << 48;

    private final PageFile file;

    public PageSizes(PageFile file) {
        this.file = file;
    }

    /** Upper bound of the bytes of a column's pages, according to the footer. */
    public static long maxHeld(ColumnChunkMetaData chunk) {
        long pages = chunk.getTotalUncompressedSize();
        boolean isKnown = pages >= 0 && pages < UNKNOWN;
        return ColumnChunkPages.READ_BYTES + chunk.getTotalSize() + (isKnown ? pages : UNKNOWN);
    }

    /** Whether, according to the footer, a page might be too large. */
    public static boolean mayHaveLargePage(ColumnChunkMetaData chunk) {
        return Math.max(chunk.getTotalSize(), chunk.getTotalUncompressedSize()) > HeapLimits.PAGE;
    }

    /** Whether the pages that a file's columns hold at a time are too large together. */
    public static boolean isTooMuch(long bytes) {
        return bytes > HeapLimits.FILE;
    }

    /**
     * The bytes that a column holds while its column chunk is read.
     *
     * @throws ParquetDecodingException if a page or dictionary is too large for the heap
     */
    public long held(ColumnChunkMetaData chunk) throws IOException {
        boolean isPlain = chunk.getCodec() == CompressionCodecName.UNCOMPRESSED;
        ColumnChunkPages pages = new ColumnChunkPages(file, HEADER_BYTES);
        pages.begin(chunk);
        long window = Math.min(ColumnChunkPages.READ_BYTES, chunk.getTotalSize());
        long page = 0;
        while (pages.hasMore()) {
            pages.readHeader();
            if (pages.isDictionary()) {
                HeapLimits.requireEntries(pages.values());
            }
            HeapLimits.requirePage(pages.compressedBytes());
            HeapLimits.requirePage(pages.bytes());
            window = Math.max(window, pages.compressedBytes());
            page = Math.max(page, isPlain ? 0 : pages.bytes());
            pages.skipBody();
        }
        return window + page;
    }

    /**
     * Requires that all columns of a file fit into the heap at the same time.
     *
     * @throws ParquetDecodingException if they do not
     */
    public static void requireFile(long bytes) {
        HeapLimits.requireFile(bytes);
    }
}
