// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of BINARY, FIXED_LEN_BYTE_ARRAY or INT96. Each byte string, or each entry of a
 * dictionary, is converted once.
 */
public final class BytesColumnDecoder extends ColumnDecoder {
    private static final int INT96_BYTES = 12;

    private final BytesConversion conversion;
    private final long absent;
    private final boolean keepsStored;
    private long[] values;
    private final ByteSlices stored;
    private final DictionaryIndexDecoder indexes;
    private final BytesDecoder plain;
    private final BytesDecoder deltaLength;
    private final DeltaByteArrayDecoder delta;
    private final BytesDecoder split;
    private final int leastBytes;
    private boolean isChained;
    private long[] dictionary;
    private ByteSlices storedDictionary;
    private BytesDecoder decoder;

    private BytesColumnDecoder(
            ColumnDescriptor descriptor,
            int capacity,
            BytesConversion conversion,
            long absent,
            boolean keepsStored) {
        super(descriptor, capacity);
        this.conversion = conversion;
        this.absent = absent;
        this.keepsStored = keepsStored;
        values = new long[capacity];
        stored = new ByteSlices(capacity);
        indexes = new DictionaryIndexDecoder(capacity);
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        boolean isBinary = type == PrimitiveTypeName.BINARY;
        boolean isFixed = type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        int width = isFixed ? descriptor.getPrimitiveType().getTypeLength() : INT96_BYTES;
        leastBytes = isBinary ? Integer.BYTES : width;
        plain = isBinary ? new PlainBytesDecoder() : new FixedBytesDecoder(width);
        deltaLength = isBinary ? new DeltaLengthByteArrayDecoder() : null;
        delta = isBinary || isFixed ? new DeltaByteArrayDecoder() : null;
        split = isFixed ? new ByteStreamSplitBytesDecoder(width) : null;
    }

    /**
     * A column whose values are read once converted.
     *
     * @param absent stands for null
     */
    public static BytesColumnDecoder converted(
            ColumnDescriptor descriptor, int capacity, BytesConversion conversion, long absent) {
        return new BytesColumnDecoder(descriptor, capacity, conversion, absent, false);
    }

    /** A column whose values are read as stored, too. */
    public static BytesColumnDecoder stored(
            ColumnDescriptor descriptor, int capacity, BytesConversion conversion, long absent) {
        return new BytesColumnDecoder(descriptor, capacity, conversion, absent, true);
    }

    /** The converted values of the chunk's rows; not to be changed. */
    public long[] values() {
        return values;
    }

    /** The byte strings of the chunk's rows, of a column that is read as stored. */
    public ByteSlices stored() {
        return stored;
    }

    @Override
    void setChained(boolean chained) {
        isChained = chained;
    }

    @Override
    boolean needsEveryPage() {
        return isChained;
    }

    @Override
    boolean keepsPage(Encoding encoding) {
        return keepsStored
                && (encoding == Encoding.PLAIN || encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY);
    }

    @Override
    void beginRowGroup() {
        dictionary = null;
        decoder = null;
    }

    @Override
    void beginChunk() {
        stored.clear();
    }

    @Override
    void reserve(int entries) {
        if (entries > values.length) {
            int room = Math.max(entries, 2 * values.length);
            values = Arrays.copyOf(values, room);
            stored.reserve(room);
        }
    }

    @Override
    void readDictionary(PageBytes page, int entries) {
        ByteStreamSplitBytesDecoder.requireLeft(page.left() / Math.max(1, leastBytes), entries);
        storedDictionary = new ByteSlices(entries);
        dictionary = new long[entries];
        plain.begin(page, entries);
        plain.read(storedDictionary, 0, entries);
        conversion.convert(storedDictionary, 0, entries, dictionary);
    }

    @Override
    void beginPage(Encoding encoding, PageBytes page, int rows) {
        if (encoding.usesDictionary()) {
            if (dictionary == null) {
                throw noDictionary();
            }
            decoder = null;
            indexes.begin(page);
            return;
        }
        BytesDecoder before = decoder;
        decoder =
                switch (encoding) {
                    case PLAIN -> plain;
                    case DELTA_LENGTH_BYTE_ARRAY -> deltaLength;
                    case DELTA_BYTE_ARRAY -> delta;
                    case BYTE_STREAM_SPLIT -> split;
                    default -> null;
                };
        if (decoder == null) {
            throw unknown(encoding);
        }
        if (decoder == delta && !(isChained && before == delta)) {
            delta.reset();
        }
        if (page.left() > 0) {
            decoder.begin(page, rows);
        } else {
            decoder = plain;
            plain.begin(page, 0);
        }
    }

    @Override
    void readValues(int row, int count) {
        if (decoder == null) {
            int[] entries = indexes.read(count, dictionary.length);
            for (int i = 0; i < count; i++) {
                values[row + i] = dictionary[entries[i]];
            }
            if (keepsStored) {
                stored.copy(storedDictionary, entries, row, count);
            }
            return;
        }
        decoder.read(stored, row, count);
        conversion.convert(stored, row, row + count, values);
    }

    @Override
    void skipValues(int count) {
        if (decoder == null) {
            indexes.skip(count);
        } else {
            decoder.skip(count);
        }
    }

    @Override
    void spread(int row, int rows, int count, boolean[] has) {
        int value = row + count;
        for (int i = rows - 1; i >= 0; i--) {
            if (has[i]) {
                value--;
            }
            values[row + i] = has[i] ? values[value] : absent;
        }
        if (keepsStored) {
            stored.spread(row, rows, count, has);
        }
    }

    @Override
    void clear(int from, int to) {
        Arrays.fill(values, from, to, absent);
        if (keepsStored) {
            stored.clear(from, to);
        }
    }
}
