// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.PageBytes;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * A column without nesting, whose values are decoded for runs of rows. The rows of a chunk are
 * filled from index 0 on and stay until index 0 is filled again. Pages are decompressed one at a
 * time, when their first row is asked for. Used by one thread; the file must be given before.
 */
public abstract class ColumnDecoder {
    private final ColumnDescriptor descriptor;
    private final DefinitionLevelDecoder levels;
    private final boolean[] present;
    private ColumnChunkPages pages;
    private long groupRows;
    private long rowsBehind;
    private int pageRows;

    /**
     * @param capacity most rows of a chunk
     */
    ColumnDecoder(ColumnDescriptor descriptor, int capacity) {
        this.descriptor = descriptor;
        this.levels = new DefinitionLevelDecoder(capacity);
        this.present = new boolean[capacity];
    }

    public final ColumnDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Begins with the first row of a row group.
     *
     * @param chunk the column's part of it
     * @param rows rows of the row group
     */
    public final void begin(PageFile file, ColumnChunkMetaData chunk, long rows) {
        if (pages == null) {
            pages = new ColumnChunkPages(file);
            setChained(file.isChained());
        }
        pages.begin(chunk);
        groupRows = rows;
        rowsBehind = rows;
        pageRows = 0;
        beginRowGroup();
    }

    /**
     * Reads the next rows of the row group into rows {@code from … to − 1} of the chunk.
     *
     * @throws ParquetDecodingException if the pages are damaged
     */
    public final void read(int from, int to) throws IOException {
        if (from == 0) {
            beginChunk();
        }
        int row = from;
        while (row < to) {
            if (pageRows == 0) {
                toDataPage();
                openPage();
            }
            int rows = Math.min(to - row, pageRows);
            readOfPage(row, rows);
            pageRows -= rows;
            row += rows;
        }
    }

    private void readOfPage(int row, int rows) {
        int values = levels.read(present, rows);
        if (values > 0) {
            readValues(row, values);
        }
        if (values == 0) {
            clear(row, row + rows);
        } else if (values < rows) {
            spread(row, rows, values, present);
        }
    }

    /** Passes over the next rows of the row group, over whole pages without reading them. */
    public final void skip(long rows) throws IOException {
        long left = rows;
        while (left > 0) {
            if (pageRows == 0) {
                toDataPage();
                if (pageRows <= left && !needsEveryPage()) {
                    left -= pageRows;
                    pageRows = 0;
                    pages.skipBody();
                    continue;
                }
                openPage();
            }
            int some = (int) Math.min(Math.min(left, pageRows), present.length);
            skipValues(levels.read(present, some));
            pageRows -= some;
            left -= some;
        }
    }

    /** Goes to the header of the next page that has rows; reads the dictionary on the way. */
    private void toDataPage() throws IOException {
        while (pageRows == 0) {
            if (!pages.hasMore()) {
                throw wrongRows(groupRows - rowsBehind);
            }
            pages.readHeader();
            if (pages.isDictionary()) {
                openDictionary();
            } else if (!pages.isData() || pages.values() == 0) {
                pages.skipBody();
            } else {
                pageRows = pages.values();
                if (pageRows < 0 || pageRows > rowsBehind) {
                    throw wrongRows(groupRows - rowsBehind + Math.abs((long) pageRows));
                }
                rowsBehind -= pageRows;
            }
        }
    }

    private void openDictionary() throws IOException {
        Encoding encoding = pages.encoding();
        int entries = pages.values();
        if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
            throw new ParquetDecodingException(
                    "the entries of a dictionary must be PLAIN, but are " + encoding);
        }
        HeapLimits.requireEntries(entries);
        readDictionary(pages.readBody(levels, true), entries);
    }

    private ParquetDecodingException wrongRows(long found) {
        return new ParquetDecodingException(
                "the pages must have " + groupRows + " values, but have " + found);
    }

    private void openPage() throws IOException {
        Encoding encoding = pages.encoding();
        PageBytes page = pages.readBody(levels, keepsPage(encoding));
        if (descriptor.getMaxDefinitionLevel() == 0) {
            levels.beginRequired();
        } else if (!pages.isV2()) {
            levels.beginV1(page, pages.levelEncoding(), pageRows);
        }
        beginPage(encoding, page, pageRows);
    }

    /** The failure to throw where a page is encoded in a way that its type does not have. */
    final ParquetDecodingException unknown(Encoding encoding) {
        return new ParquetDecodingException(
                "a page must have an encoding of "
                        + descriptor.getPrimitiveType().getPrimitiveTypeName()
                        + ", but has "
                        + encoding);
    }

    /** The failure to throw where a page needs the dictionary and there is none. */
    static ParquetDecodingException noDictionary() {
        return new ParquetDecodingException(
                "a page of indexes must have a dictionary before it, but has none");
    }

    abstract void setChained(boolean chained);

    /** Whether pages that are passed over must be decoded. */
    abstract boolean needsEveryPage();

    /** Whether the bytes of a page are referred to for as long as the chunk's rows. */
    abstract boolean keepsPage(Encoding encoding);

    abstract void beginRowGroup();

    abstract void beginChunk();

    abstract void readDictionary(PageBytes page, int entries);

    abstract void beginPage(Encoding encoding, PageBytes page, int rows);

    /** Reads values that are there into rows from one on, without holes. */
    abstract void readValues(int row, int values);

    abstract void skipValues(int values);

    /** Moves the values that stand without holes to the rows that have one. */
    abstract void spread(int row, int rows, int values, boolean[] has);

    /** Marks rows as null. */
    abstract void clear(int from, int to);
}
