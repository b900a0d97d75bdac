// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column of INT64, INT32, BOOLEAN (as 0 and 1), DOUBLE or FLOAT (as their bits). */
public final class LongColumnDecoder extends ConvertedColumnDecoder<long[]> {
    private final LongConversion conversion;
    private long[] stored;
    private boolean[] isAbsent;
    private final ValueDecoder<long[]> delta;
    private final ValueDecoder<long[]> split;
    private final ValueDecoder<long[]> runs;

    private LongColumnDecoder(
            ColumnDescriptor descriptor,
            int capacity,
            LongConversion conversion,
            long absent,
            boolean keepsStored) {
        super(descriptor, capacity, absent, plain(descriptor));
        this.conversion = conversion;
        stored = keepsStored ? new long[capacity] : null;
        isAbsent = keepsStored ? new boolean[capacity] : null;
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        boolean isInt32 = type == PrimitiveTypeName.INT32;
        boolean isShort = isInt32 || type == PrimitiveTypeName.FLOAT;
        boolean isFlag = type == PrimitiveTypeName.BOOLEAN;
        boolean isInteger = isInt32 || type == PrimitiveTypeName.INT64;
        delta =
                !isInteger
                        ? null
                        : isInt32
                                ? DeltaBinaryPackedDecoder.ofInt32()
                                : DeltaBinaryPackedDecoder.ofInt64();
        split =
                isFlag
                        ? null
                        : new ByteStreamSplitLongDecoder(isShort ? Integer.BYTES : Long.BYTES);
        runs = isFlag ? new RleBooleanDecoder() : null;
    }

    private static ValueDecoder<long[]> plain(ColumnDescriptor descriptor) {
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> new PlainBooleanDecoder();
            case INT32, FLOAT -> new PlainIntDecoder();
            default -> new PlainLongDecoder();
        };
    }

    /**
     * A column whose values are read in converted form only.
     *
     * @param absent stands for null
     */
    public static LongColumnDecoder converted(
            ColumnDescriptor descriptor, int capacity, LongConversion conversion, long absent) {
        return new LongColumnDecoder(descriptor, capacity, conversion, absent, false);
    }

    /** A column whose values are also read as stored. */
    public static LongColumnDecoder stored(
            ColumnDescriptor descriptor, int capacity, LongConversion conversion, long absent) {
        return new LongColumnDecoder(descriptor, capacity, conversion, absent, true);
    }

    /** The value of a row as stored; meaningless where it is null. */
    public long stored(int row) {
        return stored[row];
    }

    /** Whether a row of a column that is read as stored is null. */
    public boolean isNull(int row) {
        return isAbsent[row];
    }

    @Override
    void setChained(boolean chained) {}

    @Override
    boolean needsEveryPage() {
        return false;
    }

    @Override
    boolean keepsPage(Encoding encoding) {
        return false;
    }

    @Override
    void beginChunk() {}

    @Override
    void reserveStored(int room) {
        if (stored != null) {
            stored = Arrays.copyOf(stored, room);
            isAbsent = Arrays.copyOf(isAbsent, room);
        }
    }

    @Override
    void readDictionary(PageBytes page, int entries) {
        if (runs != null) {
            throw unknown(Encoding.RLE_DICTIONARY);
        }
        ByteStreamSplitBytesDecoder.requireLeft(page.left(), entries);
        long[] converted = new long[entries];
        plain.begin(page, entries);
        plain.read(converted, 0, entries);
        long[] found = stored == null ? null : converted.clone();
        conversion.convert(converted, 0, entries);
        dictionary = stored == null ? converted : pairs(converted, found);
    }

    /** Values looked up together are stored together. */
    private static long[] pairs(long[] first, long[] second) {
        long[] pairs = new long[2 * first.length];
        for (int i = 0; i < first.length; i++) {
            pairs[2 * i] = first[i];
            pairs[2 * i + 1] = second[i];
        }
        return pairs;
    }

    @Override
    ValueDecoder<long[]> decoder(Encoding encoding, ValueDecoder<long[]> before) {
        return switch (encoding) {
            case PLAIN -> plain;
            case RLE -> runs;
            case DELTA_BINARY_PACKED -> delta;
            case BYTE_STREAM_SPLIT -> split;
            default -> null;
        };
    }

    @Override
    void readValues(int row, int count) {
        if (stored != null) {
            Arrays.fill(isAbsent, row, row + count, false);
        }
        if (decoder == null) {
            if (stored == null) {
                int[] entries = indexes.read(count, dictionary.length);
                gather(dictionary, entries, values, row, count);
            } else {
                int[] entries = indexes.read(count, dictionary.length / 2);
                gatherPairs(dictionary, entries, values, stored, row, count);
            }
            return;
        }
        decoder.read(values, row, count);
        if (stored != null) {
            System.arraycopy(values, row, stored, row, count);
        }
        conversion.convert(values, row, row + count);
    }

    private static void gather(long[] from, int[] indexes, long[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = from[indexes[i]];
        }
    }

    private static void gatherPairs(
            long[] from, int[] indexes, long[] first, long[] second, int at, int count) {
        for (int i = 0; i < count; i++) {
            int pair = 2 * indexes[i];
            first[at + i] = from[pair];
            second[at + i] = from[pair + 1];
        }
    }

    @Override
    void spreadStored(int row, int rows, int count, boolean[] has) {
        if (stored == null) {
            return;
        }
        int value = row + count;
        for (int i = rows - 1; i >= 0; i--) {
            if (has[i]) {
                stored[row + i] = stored[--value];
            }
            isAbsent[row + i] = !has[i];
        }
    }

    @Override
    void clearStored(int from, int to) {
        if (stored != null) {
            Arrays.fill(isAbsent, from, to, true);
        }
    }
}
