// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;

/**
 * A column whose values are converted to longs, each value or each entry of a dictionary once.
 *
 * @param <T> receives what is stored
 */
public abstract class ConvertedColumnDecoder<T> extends ColumnDecoder {
    final long absent;
    final ValueDecoder<T> plain;
    final DictionaryIndexDecoder indexes;

    /** The converted values of the chunk's rows. */
    long[] values;

    /** The converted entries, null where the row group has shown no dictionary. */
    long[] dictionary;

    /** Of the page, null where its values are indexes of the dictionary. */
    ValueDecoder<T> decoder;

    ConvertedColumnDecoder(
            ColumnDescriptor descriptor, int capacity, long absent, ValueDecoder<T> plain) {
        super(descriptor, capacity);
        this.absent = absent;
        this.plain = plain;
        values = new long[capacity];
        indexes = new DictionaryIndexDecoder(capacity);
    }

    /** The converted values of the chunk's rows; not to be changed. */
    public final long[] values() {
        return values;
    }

    @Override
    final void beginRowGroup() {
        dictionary = null;
        decoder = null;
    }

    @Override
    final void reserve(int entries) {
        if (entries > values.length) {
            int room = Math.max(entries, 2 * values.length);
            values = Arrays.copyOf(values, room);
            reserveStored(room);
        }
    }

    @Override
    final void beginPage(Encoding encoding, PageBytes page, int rows) {
        if (encoding.usesDictionary()) {
            if (dictionary == null) {
                throw noDictionary();
            }
            decoder = null;
            indexes.begin(page);
            return;
        }
        decoder = decoder(encoding, decoder);
        if (decoder == null) {
            throw unknown(encoding);
        }
        if (page.left() > 0) {
            decoder.begin(page, rows);
        } else {
            decoder = plain;
            plain.begin(page, 0);
        }
    }

    @Override
    final void skipValues(int count) {
        if (decoder == null) {
            indexes.skip(count);
        } else {
            decoder.skip(count);
        }
    }

    @Override
    final void spread(int row, int rows, int count, boolean[] has) {
        int value = row + count;
        for (int i = rows - 1; i >= 0; i--) {
            if (has[i]) {
                value--;
            }
            values[row + i] = has[i] ? values[value] : absent;
        }
        spreadStored(row, rows, count, has);
    }

    @Override
    final void clear(int from, int to) {
        Arrays.fill(values, from, to, absent);
        clearStored(from, to);
    }

    /**
     * The decoder of an encoding; null where the column's type does not have it.
     *
     * @param before that of the page before, null where that had indexes
     */
    abstract ValueDecoder<T> decoder(Encoding encoding, ValueDecoder<T> before);

    /** As {@link #reserve}, for the values that are kept as stored. */
    abstract void reserveStored(int room);

    /** As {@link #spread}, for the values that are kept as stored. */
    abstract void spreadStored(int row, int rows, int count, boolean[] has);

    /** As {@link #clear}, for the values that are kept as stored. */
    abstract void clearStored(int from, int to);
}
