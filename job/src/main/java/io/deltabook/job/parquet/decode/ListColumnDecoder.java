// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.HeapLimits;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes a column of lists, or of lists of lists: tells which entries of its leaf belong to which
 * row. A null list counts as empty. A row may continue in the next page.
 */
public final class ListColumnDecoder implements RowDecoder {
    /** Returned if a list element has no such part. */
    public static final int NONE = -1;

    /** Initial capacity in entries; a column grows as needed. */
    public static final int CAPACITY = 1_024;

    /** Entries after which a chunk should end. */
    private static final int MANY = 1 << 14;

    /** Rows after which a chunk should end. */
    private static final int MANY_ROWS = 1_000;

    private final ColumnDecoder leaf;
    private final int outer;
    private final int inner;
    private final int mostRows;
    private final int[] starts;
    private final int[] counts;
    private final boolean[] isNull;
    private int[] elements = new int[CAPACITY];
    private int[] parts = new int[CAPACITY];
    private int elementCount;
    private int end;
    private int nulls;
    private int rows;
    private long rowsLeft;

    /**
     * @param leaf decoder of the entries
     * @param outer definition level of an entry whose list has an element
     * @param inner the same for the inner lists, 0 if there are none
     */
    public ListColumnDecoder(ColumnDecoder leaf, int outer, int inner) {
        this(leaf, outer, inner, MANY_ROWS);
    }

    /**
     * @param mostRows rows after which a chunk should end
     */
    public ListColumnDecoder(ColumnDecoder leaf, int outer, int inner, int mostRows) {
        this.mostRows = mostRows;
        starts = new int[mostRows];
        counts = new int[mostRows];
        isNull = new boolean[mostRows];
        this.leaf = leaf;
        this.outer = outer;
        this.inner = inner;
    }

    /** Number of elements in a row's list. */
    public int count(int row) {
        return counts[row];
    }

    /** Number of rows for which {@link #isNull}. */
    public int nulls() {
        return nulls;
    }

    /** Number of entries in the leaf. */
    public int entries() {
        return end;
    }

    /** Whether a row has no list, not even an empty one; for lists that may be null. */
    public boolean isNull(int row) {
        return isNull[row];
    }

    /**
     * Index of an entry in the leaf.
     *
     * @param index index of an element in the row's list
     * @param part index within the element, if that is itself a list; every part of a null is null
     * @return {@link #NONE} if the element has no such part
     */
    public int entry(int row, int index, int part) {
        int element = starts[row] + index;
        if (inner == 0) {
            return element;
        }
        boolean isNull = parts[element] == 0;
        return isNull ? elements[element] : part < parts[element] ? elements[element] + part : NONE;
    }

    @Override
    public ColumnDescriptor descriptor() {
        return leaf.descriptor();
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public boolean isFull() {
        return rows == mostRows || end >= MANY;
    }

    @Override
    public void begin(PageFile file, ColumnChunkMetaData chunk, long rowsOfGroup) {
        leaf.begin(file, chunk, chunk.getValueCount());
        rowsLeft = rowsOfGroup;
    }

    @Override
    public void read(int from, int to) throws IOException {
        if (from == 0) {
            end = 0;
            nulls = 0;
            elementCount = 0;
            leaf.beginEntries();
        }
        int row = from;
        while (row < to) {
            row += readNulls(row, to);
            if (row < to) {
                read(row++);
            }
        }
        rows = to;
    }

    /**
     * Reads the next rows of the row group from index 0 on until the chunk is full.
     *
     * @param max maximum number of rows, at most those left in the row group
     * @return rows read
     */
    public int readSome(int max) throws IOException {
        read(0, 0);
        while (rows < max && !isFull()) {
            rows += readNulls(rows, max);
            if (rows < max) {
                read(rows++);
            }
        }
        return rows;
    }

    /** Reads the next rows that are null lists, as far as they are known to be. */
    private int readNulls(int row, int to) throws IOException {
        int passed = leaf.passNullLists(to - row);
        if (passed > rowsLeft) {
            throw tooMany();
        }
        rowsLeft -= passed;
        nulls += passed;
        Arrays.fill(starts, row, row + passed, inner == 0 ? end : elementCount);
        Arrays.fill(counts, row, row + passed, 0);
        Arrays.fill(isNull, row, row + passed, true);
        return passed;
    }

    private void read(int row) throws IOException {
        requireRow();
        int start = end;
        starts[row] = inner == 0 ? start : elementCount;
        boolean isEmpty = false;
        isNull[row] = false;
        do {
            int entries = leaf.readEntries(end);
            requireStart(end == start, leaf.repetition(0));
            HeapLimits.requireList((long) end + entries - start);
            isEmpty |= end == start && leaf.definition(0) < outer;
            isNull[row] |= end == start && leaf.definition(0) == 0;
            requireEmpty(isEmpty, end + entries - start);
            if (inner > 0 && !isEmpty) {
                addElements(entries);
            }
            end += entries;
        } while (leaf.goesOn());
        nulls += isNull[row] ? 1 : 0;
        int elementsOfRow = inner > 0 ? elementCount - starts[row] : end - start;
        counts[row] = isEmpty ? 0 : elementsOfRow;
        requireNoMore();
    }

    private void addElements(int entries) {
        for (int i = 0; i < entries; i++) {
            boolean isPart = leaf.definition(i) >= inner;
            if (leaf.repetition(i) > 1) {
                parts[elementCount - 1]++;
                continue;
            }
            if (elementCount == elements.length) {
                elements = Arrays.copyOf(elements, 2 * elementCount);
                parts = Arrays.copyOf(parts, 2 * elementCount);
            }
            elements[elementCount] = end + i;
            parts[elementCount++] = isPart ? 1 : 0;
        }
    }

    @Override
    public void skip(long skipped) throws IOException {
        for (long left = skipped; left > 0; ) {
            int passed = leaf.passNullLists((int) Math.min(left, Integer.MAX_VALUE));
            if (passed > rowsLeft) {
                throw tooMany();
            }
            rowsLeft -= passed;
            left -= passed;
            if (left > 0) {
                read(0, 1);
                left--;
            }
        }
    }

    private void requireRow() {
        if (leaf.isAtEnd()) {
            throw new ParquetDecodingException(
                    "a row group must have one list per row, but " + rowsLeft + " are missing");
        }
        rowsLeft--;
    }

    private static void requireStart(boolean isFirst, int repetition) {
        if (isFirst && repetition > 0) {
            throw new ParquetDecodingException(
                    "the first entry of a row group must start a row, but has repetition level "
                            + repetition);
        }
    }

    private static void requireEmpty(boolean isEmpty, int entries) {
        if (isEmpty && entries > 1) {
            throw new ParquetDecodingException(
                    "a list that is null or empty must have one entry, but has more");
        }
    }

    private void requireNoMore() {
        if (rowsLeft == 0 && !leaf.isAtEnd()) {
            throw tooMany();
        }
    }

    private static ParquetDecodingException tooMany() {
        return new ParquetDecodingException("a row group must have one list per row, but has more");
    }
}
