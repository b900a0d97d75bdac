// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.PageBytes;
import io.deltabook.job.parquet.file.PageCodec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The pages of a column chunk, one at a time, with checksums verified. Holds one compressed and one
 * decompressed page, or the bytes of one read from the file.
 */
final class ColumnChunkPages {
    /** Bytes read from the file at once. */
    static final int READ_BYTES = 1 << 18;

    /** Some old writers exclude the header of the dictionary page from the size of a chunk. */
    private static final int MISSING_BYTES = 1 << 10;

    /** A page up to this size is accepted whatever size the footer declares. */
    private static final int SMALL_PAGE = 1 << 26;

    /** No codec compresses more bytes than this into one. */
    private static final long MAX_TIMES = 1 << 16;

    private final PageFile file;
    private final int readBytes;
    private final InputStream headers = new Headers();
    private final CRC32 crc = new CRC32();
    private final PageBytes body = new PageBytes();
    private ColumnChunkMetaData chunk;
    private PageCodec codec;
    private byte[] window = {};
    private long windowStart;
    private int windowLength;
    private long position;
    private long end;
    private PageHeader header;
    private byte[] page = {};

    ColumnChunkPages(PageFile file) {
        this(file, READ_BYTES);
    }

    /**
     * For callers that may read only the page headers.
     *
     * @param readBytes bytes read from the file at once
     */
    ColumnChunkPages(PageFile file, int readBytes) {
        this.file = file;
        this.readBytes = readBytes;
    }

    void begin(ColumnChunkMetaData columnChunk) {
        chunk = columnChunk;
        boolean isPlain = chunk.getCodec() == CompressionCodecName.UNCOMPRESSED;
        codec = isPlain ? null : file.codec(chunk.getCodec());
        position = chunk.getStartingPos();
        end = position + chunk.getTotalSize();
        windowStart = position;
        windowLength = 0;
    }

    /** Whether the chunk has bytes after the current page. */
    boolean hasMore() {
        return position < end;
    }

    /** Reads the header of the next page. */
    void readHeader() throws IOException {
        header = decodedHeader();
        boolean isWhole =
                isV2()
                        ? header.isSetData_page_header_v2()
                        : isDictionary()
                                ? header.isSetDictionary_page_header()
                                : !isData() || header.isSetData_page_header();
        if (!isWhole || header.getCompressed_page_size() < 0) {
            throw new ParquetDecodingException(
                    "a page must have a header of its type and 0 or more bytes, but has " + header);
        }
    }

    /** On damaged bytes the Thrift decoder may throw any runtime exception. */
    private PageHeader decodedHeader() throws IOException {
        try {
            return Util.readPageHeader(headers);
        } catch (NullPointerException
                | IndexOutOfBoundsException
                | NegativeArraySizeException damage) {
            throw new ParquetDecodingException(
                    "a page must have a valid header, but its header cannot be decoded: " + damage);
        }
    }

    boolean isDictionary() {
        return header.getType() == PageType.DICTIONARY_PAGE;
    }

    boolean isData() {
        return isV2() || header.getType() == PageType.DATA_PAGE;
    }

    boolean isV2() {
        return header.getType() == PageType.DATA_PAGE_V2;
    }

    /** Compressed size of the page, bytes. */
    int compressedBytes() {
        return header.getCompressed_page_size();
    }

    /** Decompressed size of the page, bytes. */
    int bytes() {
        return header.getUncompressed_page_size();
    }

    /** Values of the page, nulls included. */
    int values() {
        if (isDictionary()) {
            return header.getDictionary_page_header().getNum_values();
        }
        return isV2()
                ? header.getData_page_header_v2().getNum_values()
                : header.getData_page_header().getNum_values();
    }

    Encoding encoding() {
        if (isDictionary()) {
            return encoding(header.getDictionary_page_header().getEncoding());
        }
        return encoding(
                isV2()
                        ? header.getData_page_header_v2().getEncoding()
                        : header.getData_page_header().getEncoding());
    }

    Encoding levelEncoding() {
        return encoding(header.getData_page_header().getDefinition_level_encoding());
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding stored) {
        if (stored == null) {
            throw new ParquetDecodingException("a page must have a known encoding, but has none");
        }
        return Encoding.valueOf(stored.name());
    }

    /** Encoding of the repetition levels of a version 1 data page. */
    Encoding repetitionEncoding() {
        return encoding(header.getData_page_header().getRepetition_level_encoding());
    }

    /** Skips the current page. */
    void skipBody() {
        position += header.getCompressed_page_size();
    }

    /**
     * Reads the current page.
     *
     * @param levels starts reading the page's definition levels, if they are stored with it
     * @param repetition the same for repetition levels; null if the column has no lists
     * @param isKept whether its bytes must stay intact when further pages are read
     */
    PageBytes readBody(
            DefinitionLevelDecoder levels, RepetitionLevelDecoder repetition, boolean isKept)
            throws IOException {
        int size = header.getCompressed_page_size();
        int at = load(size);
        position += size;
        if (header.isSetCrc()) {
            check(at, size);
        }
        if (!isV2()) {
            decompress(at, size, header.getUncompressed_page_size(), codec, isKept);
            return body;
        }
        DataPageHeaderV2 v2 = header.getData_page_header_v2();
        int ofRepetition = v2.getRepetition_levels_byte_length();
        int ofDefinition = v2.getDefinition_levels_byte_length();
        long before = (long) ofRepetition + ofDefinition;
        if (ofRepetition < 0 || ofDefinition < 0 || before > size) {
            throw new ParquetDecodingException(
                    "the levels of a page must lie within its %s bytes, but have %s and %s"
                            .formatted(size, ofRepetition, ofDefinition));
        }
        if (repetition != null) {
            repetition.begin(window, at, at + ofRepetition, values());
        }
        levels.beginV2(window, at + ofRepetition, at + (int) before);
        decompress(
                at + (int) before,
                size - (int) before,
                header.getUncompressed_page_size() - (int) before,
                v2.isIs_compressed() ? codec : null,
                isKept);
        return body;
    }

    private void check(int at, int size) {
        crc.reset();
        crc.update(window, at, size);
        if ((int) crc.getValue() != header.getCrc()) {
            throw new ParquetDecodingException(
                    "a page must have the checksum %s, but has %s"
                            .formatted(
                                    Integer.toHexString(header.getCrc()),
                                    Integer.toHexString((int) crc.getValue())));
        }
    }

    private void decompress(int at, int length, int size, PageCodec by, boolean isKept) {
        if (by == null && !isKept) {
            body.wrap(window, at, at + length);
            return;
        }
        int bytes = by == null ? length : size;
        requirePlausible(bytes, length);
        byte[] to = target(bytes, isKept);
        if (by == null) {
            System.arraycopy(window, at, to, 0, length);
        } else if (bytes > 0) {
            by.decompress(window, at, length, to, bytes);
        }
        body.wrap(to, 0, bytes);
    }

    private void requirePlausible(int size, int compressed) {
        long max = Math.max(SMALL_PAGE, chunk.getTotalUncompressedSize());
        max = Math.min(max, compressed * MAX_TIMES);
        if (size < 0 || size > max) {
            throw new ParquetDecodingException(
                    "a page of %s bytes must have 0..%s when decompressed, but has %s"
                            .formatted(compressed, max, size));
        }
    }

    private byte[] target(int size, boolean isKept) {
        if (!isKept && page.length - PageBytes.SLACK >= size) {
            return page;
        }
        if (isKept) {
            return array(size);
        }
        file.hold(size - page.length);
        page = array(size);
        return page;
    }

    private static byte[] array(long size) {
        HeapLimits.requirePage(size);
        try {
            return new byte[Math.toIntExact(size + PageBytes.SLACK)];
        } catch (OutOfMemoryError e) {
            throw new ParquetDecodingException(
                    "a page must fit into memory, but has " + size + " bytes", e);
        }
    }

    /** Loads bytes at the current position and returns their offset in the window. */
    private int load(int bytes) throws IOException {
        long before = position - windowStart;
        if (before + bytes <= windowLength) {
            return (int) before;
        }
        if (bytes > Math.min(end + MISSING_BYTES, file.length()) - position) {
            throw new EOFException(
                    "a column chunk must have %s bytes more at %s, but ends at %s"
                            .formatted(bytes, position, end));
        }
        int rest = (int) Math.max(0, windowLength - before);
        int wanted = (int) Math.max(bytes, Math.min(readBytes, end - position));
        boolean fits = wanted <= window.length - PageBytes.SLACK;
        byte[] to = fits ? window : wider(wanted);
        if (rest > 0) {
            System.arraycopy(window, (int) before, to, 0, rest);
        }
        file.read(position + rest, to, rest, wanted - rest);
        window = to;
        windowStart = position;
        windowLength = wanted;
        return 0;
    }

    private byte[] wider(int wanted) {
        long size = Math.max(wanted, Math.min(readBytes, 2L * wanted));
        file.hold(size - window.length);
        return array(size);
    }

    /** Feeds the bytes at the current position to the header decoder. */
    private final class Headers extends InputStream {
        @Override
        public int read() throws IOException {
            int at = load(1);
            position++;
            return window[at] & 0xFF;
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int from = load(1);
            int some = Math.min(length, windowLength - from);
            System.arraycopy(window, from, to, at, some);
            position += some;
            return some;
        }
    }
}
