// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import java.io.IOException;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Finds out before a file is read whether this heap can hold its pages. Asks the headers of the
 * pages alone, and even these only where the footer does not rule large pages out.
 */
public final class PageSizes {
    /** More than a header has, as a rule. */
    private static final int HEADER_BYTES = 1 << 9;

    /** Stands for a size that no chunk has. */
    private static final long UNKNOWN = 1L << 48;

    private final PageFile file;

    public PageSizes(PageFile file) {
        this.file = file;
    }

    /** The bytes that a column's pages can take at most, by the footer. */
    public static long mostHeld(ColumnChunkMetaData chunk) {
        long pages = chunk.getTotalUncompressedSize();
        boolean isKnown = pages >= 0 && pages < UNKNOWN;
        return ColumnChunkPages.READ_BYTES + chunk.getTotalSize() + (isKnown ? pages : UNKNOWN);
    }

    /** Whether the footer leaves it possible that a page is too large. */
    public static boolean mayHaveLargePage(ColumnChunkMetaData chunk) {
        return Math.max(chunk.getTotalSize(), chunk.getTotalUncompressedSize()) > HeapLimits.PAGE;
    }

    /** Whether the pages that a file's columns hold at a time take too much. */
    public static boolean isTooMuch(long bytes) {
        return bytes > HeapLimits.FILE;
    }

    /**
     * The bytes that a column holds while its part of a row group is read.
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
     * Requires that all columns of a file can be held at a time.
     *
     * @throws ParquetDecodingException if they take too much of the heap
     */
    public static void requireFile(long bytes) {
        HeapLimits.requireFile(bytes);
    }
}
