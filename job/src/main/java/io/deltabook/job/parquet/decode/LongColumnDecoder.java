// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of INT64, INT32, BOOLEAN (as 0 and 1) DOUBLE or FLOAT (as their bits). Each value, or
 * each entry of a dictionary, is converted once.
 */
public final class LongColumnDecoder extends ColumnDecoder {
    private final LongConversion conversion;
    private final long absent;
    private long[] values;
    private long[] stored;
    private boolean[] isAbsent;
    private final DictionaryIndexDecoder indexes;
    private final LongDecoder plain;
    private final LongDecoder delta;
    private final LongDecoder split;
    private final LongDecoder runs;
    private long[] dictionary;
    private LongDecoder decoder;

    private LongColumnDecoder(
            ColumnDescriptor descriptor,
            int capacity,
            LongConversion conversion,
            long absent,
            boolean keepsStored) {
        super(descriptor, capacity);
        this.conversion = conversion;
        this.absent = absent;
        values = new long[capacity];
        stored = keepsStored ? new long[capacity] : null;
        isAbsent = keepsStored ? new boolean[capacity] : null;
        indexes = new DictionaryIndexDecoder(capacity);
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        boolean isInt32 = type == PrimitiveTypeName.INT32;
        boolean isShort = isInt32 || type == PrimitiveTypeName.FLOAT;
        boolean isFlag = type == PrimitiveTypeName.BOOLEAN;
        boolean isInteger = isInt32 || type == PrimitiveTypeName.INT64;
        plain =
                isFlag
                        ? new PlainBooleanDecoder()
                        : isShort ? new PlainIntDecoder() : new PlainLongDecoder();
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

    /**
     * A column whose values are read once converted.
     *
     * @param absent stands for null
     */
    public static LongColumnDecoder converted(
            ColumnDescriptor descriptor, int capacity, LongConversion conversion, long absent) {
        return new LongColumnDecoder(descriptor, capacity, conversion, absent, false);
    }

    /** A column whose values are read as stored, too. */
    public static LongColumnDecoder stored(
            ColumnDescriptor descriptor, int capacity, LongConversion conversion, long absent) {
        return new LongColumnDecoder(descriptor, capacity, conversion, absent, true);
    }

    /** The converted values of the chunk's rows; not to be changed. */
    public long[] values() {
        return values;
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
    void beginRowGroup() {
        dictionary = null;
    }

    @Override
    void beginChunk() {}

    @Override
    void reserve(int entries) {
        if (entries > values.length) {
            int room = Math.max(entries, 2 * values.length);
            values = Arrays.copyOf(values, room);
            stored = stored == null ? null : Arrays.copyOf(stored, room);
            isAbsent = stored == null ? null : Arrays.copyOf(isAbsent, room);
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

    /** What is looked up together lies together. */
    private static long[] pairs(long[] first, long[] second) {
        long[] pairs = new long[2 * first.length];
        for (int i = 0; i < first.length; i++) {
            pairs[2 * i] = first[i];
            pairs[2 * i + 1] = second[i];
        }
        return pairs;
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
        decoder =
                switch (encoding) {
                    case PLAIN -> plain;
                    case RLE -> runs;
                    case DELTA_BINARY_PACKED -> delta;
                    case BYTE_STREAM_SPLIT -> split;
                    default -> null;
                };
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
            if (stored != null) {
                stored[row + i] = stored[has[i] ? value : row + i];
                isAbsent[row + i] = !has[i];
            }
        }
    }

    @Override
    void clear(int from, int to) {
        Arrays.fill(values, from, to, absent);
        if (stored != null) {
            Arrays.fill(isAbsent, from, to, true);
        }
    }
}
