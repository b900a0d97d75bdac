// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column of BINARY, FIXED_LEN_BYTE_ARRAY or INT96. */
public final class BytesColumnDecoder extends ConvertedColumnDecoder<ByteSlices> {
    private static final int INT96_BYTES = 12;

    private final BytesConversion conversion;
    private final boolean keepsStored;
    private final ByteSlices stored;
    private final ValueDecoder<ByteSlices> deltaLength;
    private final DeltaByteArrayDecoder delta;
    private final ValueDecoder<ByteSlices> split;
    private final int minBytes;
    private boolean isChained;
    private ByteSlices storedDictionary;

    private BytesColumnDecoder(
            ColumnDescriptor descriptor,
            int capacity,
            BytesConversion conversion,
            long absent,
            boolean keepsStored) {
        super(descriptor, capacity, absent, plain(descriptor));
        this.conversion = conversion;
        this.keepsStored = keepsStored;
        stored = new ByteSlices(capacity);
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        boolean isBinary = type == PrimitiveTypeName.BINARY;
        boolean isFixed = type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        minBytes = isBinary ? Integer.BYTES : width(descriptor);
        deltaLength = isBinary ? new DeltaLengthByteArrayDecoder() : null;
        delta = isBinary || isFixed ? new DeltaByteArrayDecoder() : null;
        split = isFixed ? new ByteStreamSplitBytesDecoder(width(descriptor)) : null;
    }

    private static ValueDecoder<ByteSlices> plain(ColumnDescriptor descriptor) {
        return descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                ? new PlainBytesDecoder()
                : new FixedBytesDecoder(width(descriptor));
    }

    /** Bytes of a value of a column that is not BINARY. */
    private static int width(ColumnDescriptor descriptor) {
        boolean isInt96 =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
        return isInt96 ? INT96_BYTES : descriptor.getPrimitiveType().getTypeLength();
    }

    /**
     * A column whose values are read in converted form only.
     *
     * @param absent stands for null
     */
    public static BytesColumnDecoder converted(
            ColumnDescriptor descriptor, int capacity, BytesConversion conversion, long absent) {
        return new BytesColumnDecoder(descriptor, capacity, conversion, absent, false);
    }

    /** A column whose values are also read as stored. */
    public static BytesColumnDecoder stored(
            ColumnDescriptor descriptor, int capacity, BytesConversion conversion, long absent) {
        return new BytesColumnDecoder(descriptor, capacity, conversion, absent, true);
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
    void beginChunk() {
        stored.clear();
    }

    @Override
    void reserveStored(int room) {
        stored.reserve(room);
    }

    @Override
    void readDictionary(PageBytes page, int entries) {
        ByteStreamSplitBytesDecoder.requireLeft(page.left() / Math.max(1, minBytes), entries);
        storedDictionary = new ByteSlices(entries);
        dictionary = new long[entries];
        plain.begin(page, entries);
        plain.read(storedDictionary, 0, entries);
        conversion.convert(storedDictionary, 0, entries, dictionary);
    }

    @Override
    ValueDecoder<ByteSlices> decoder(Encoding encoding, ValueDecoder<ByteSlices> before) {
        return switch (encoding) {
            case PLAIN -> plain;
            case DELTA_LENGTH_BYTE_ARRAY -> deltaLength;
            case DELTA_BYTE_ARRAY -> delta(before);
            case BYTE_STREAM_SPLIT -> split;
            default -> null;
        };
    }

    private ValueDecoder<ByteSlices> delta(ValueDecoder<ByteSlices> before) {
        if (delta != null && !(isChained && before == delta)) {
            delta.reset();
        }
        return delta;
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
    void spreadStored(int row, int rows, int count, boolean[] has) {
        if (keepsStored) {
            stored.spread(row, rows, count, has);
        }
    }

    @Override
    void clearStored(int from, int to) {
        if (keepsStored) {
            stored.clear(from, to);
        }
    }
}
