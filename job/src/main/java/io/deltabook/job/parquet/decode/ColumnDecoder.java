// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import io.deltabook.job.parquet.file.PageBytes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes the values of a leaf column in batches of rows. The rows of a chunk are filled from index
 * 0 and stay valid until index 0 is filled again. Pages are decompressed one at a time, when their
 * first row is read. Used by one thread; the file must be set first.
 *
 * <p>For a column of lists, its rows are the entries of the lists, and {@link ListColumnDecoder}
 * tells which row an entry belongs to.
 */
public abstract class ColumnDecoder implements RowDecoder {
    private final ColumnDescriptor descriptor;
    private final DefinitionLevelDecoder levels;
    private final RepetitionLevelDecoder repetition;
    private final boolean[] present;
    private final byte[] repetitionOf;
    private final byte[] definitionOf;
    private ColumnChunkPages pages;
    private long groupRows;
    private long rowsBehind;
    private int pageRows;
    private boolean[] nullOf;
    private int nulls;

    /**
     * @param capacity maximum rows of a chunk
     */
    ColumnDecoder(ColumnDescriptor descriptor, int capacity) {
        this.descriptor = descriptor;
        this.levels = new DefinitionLevelDecoder(capacity, descriptor.getMaxDefinitionLevel());
        this.present = new boolean[capacity];
        int highest = descriptor.getMaxRepetitionLevel();
        this.repetition = highest > 0 ? new RepetitionLevelDecoder(highest) : null;
        this.repetitionOf = new byte[highest > 0 ? capacity : 0];
        this.definitionOf = new byte[highest > 0 ? capacity : 0];
    }

    @Override
    public final ColumnDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Makes {@link #isNullRow} and {@link #nullRows} available, and leaves the values of pages of
     * nothing but nulls undefined; for columns that are not in a list.
     */
    public final void keepNulls() {
        nullOf = new boolean[present.length];
    }

    /** Whether a row of the chunk is null. */
    public final boolean isNullRow(int row) {
        return nullOf[row];
    }

    /** Number of rows of the chunk that are null. */
    public final int nullRows() {
        return nulls;
    }

    @Override
    public final boolean isListed() {
        return false;
    }

    @Override
    public final boolean isFull() {
        return false;
    }

    @Override
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

    @Override
    public final void read(int from, int to) throws IOException {
        if (from == 0) {
            nulls = 0;
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
        if (nullOf != null) {
            keepNulls(row, rows, values);
        }
        store(row, rows, values);
    }

    private void keepNulls(int row, int rows, int values) {
        nulls += rows - values;
        if (values == 0 || values == rows) {
            Arrays.fill(nullOf, row, row + rows, values == 0);
            return;
        }
        for (int i = 0; i < rows; i++) {
            nullOf[row + i] = !present[i];
        }
    }

    private void store(int row, int rows, int values) {
        if (values > 0) {
            readValues(row, values);
        }
        if (values == 0) {
            if (nullOf == null) {
                clear(row, row + rows);
            }
        } else if (values < rows) {
            spread(row, rows, values, present);
        }
    }

    /** Starts a chunk of entries. */
    final void beginEntries() {
        beginChunk();
    }

    /** Whether the row group has no more entries. */
    final boolean isAtEnd() {
        return pageRows == 0 && rowsBehind == 0;
    }

    /** Whether the next entry of the row group continues the row of the last one. */
    final boolean goesOn() throws IOException {
        if (isAtEnd()) {
            return false;
        }
        toEntry();
        return repetition.peek() > 0;
    }

    /**
     * Reads the next entry and some that continue its row; {@link #repetition} and {@link
     * #definition} return their levels until more are read.
     *
     * @param at index of the first
     * @return number of entries
     */
    final int readEntries(int at) throws IOException {
        toEntry();
        int entries = repetition.pass(repetitionOf, Math.min(present.length, pageRows));
        reserve(at + entries);
        store(at, entries, levels.read(present, definitionOf, entries));
        pageRows -= entries;
        return entries;
    }

    /**
     * Passes the next entries that are null lists and are followed by the start of another row.
     *
     * @param max maximum number of entries
     * @return number of entries, 0 if the next one is not known to be such
     */
    final int passNullLists(int max) throws IOException {
        if (isAtEnd()) {
            return 0;
        }
        toEntry();
        int entries = Math.min(max, Math.min(levels.zeros(), repetition.starts() - 1));
        if (entries <= 0) {
            return 0;
        }
        levels.skip(entries);
        repetition.skipStarts(entries);
        pageRows -= entries;
        return entries;
    }

    /** Repetition level of an entry; index 0 is the first of those last read. */
    final int repetition(int entry) {
        return repetitionOf[entry];
    }

    /** Definition level of an entry; index 0 is the first of those last read. */
    final int definition(int entry) {
        return definitionOf[entry];
    }

    private void toEntry() throws IOException {
        if (pageRows == 0) {
            toDataPage();
            openPage();
        }
    }

    /** Skips the next rows of the row group; whole pages are skipped without reading them. */
    @Override
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

    /** Advances to the header of the next data page; reads the dictionary on the way. */
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
        readDictionary(pages.readBody(levels, repetition, true), entries);
    }

    private ParquetDecodingException wrongRows(long found) {
        return new ParquetDecodingException(
                "the pages must have " + groupRows + " values, but have " + found);
    }

    private void openPage() throws IOException {
        Encoding encoding = pages.encoding();
        PageBytes page = pages.readBody(levels, repetition, keepsPage(encoding));
        if (repetition != null && !pages.isV2()) {
            repetition.beginV1(page, pages.repetitionEncoding(), pageRows);
        }
        if (descriptor.getMaxDefinitionLevel() == 0) {
            levels.beginRequired();
        } else if (!pages.isV2()) {
            levels.beginV1(page, pages.levelEncoding(), pageRows);
        }
        beginPage(encoding, page, pageRows);
    }

    /** The exception to throw if a page has an encoding that its type does not support. */
    final ParquetDecodingException unknown(Encoding encoding) {
        return new ParquetDecodingException(
                "a page must have an encoding for %s, but has %s"
                        .formatted(descriptor.getPrimitiveType().getPrimitiveTypeName(), encoding));
    }

    /** The exception to throw if a page needs a dictionary but there is none. */
    static ParquetDecodingException noDictionary() {
        return new ParquetDecodingException(
                "a page of dictionary indices must have a dictionary before it, but has none");
    }

    abstract void setChained(boolean chained);

    /** Whether skipped pages must be decoded. */
    abstract boolean needsEveryPage();

    /** Whether the chunk's rows refer to the bytes of the page. */
    abstract boolean keepsPage(Encoding encoding);

    abstract void beginRowGroup();

    abstract void beginChunk();

    /** Makes room for entries up to this index and keeps the existing ones. */
    abstract void reserve(int entries);

    abstract void readDictionary(PageBytes page, int entries);

    abstract void beginPage(Encoding encoding, PageBytes page, int rows);

    /** Reads non-null values contiguously, starting at a row. */
    abstract void readValues(int row, int values);

    abstract void skipValues(int values);

    /** Spreads contiguous values over the rows that have a value. */
    abstract void spread(int row, int rows, int values, boolean[] has);

    /** Marks rows as null. */
    abstract void clear(int from, int to);
}
