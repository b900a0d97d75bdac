// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.BytesConversion;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.ConvertedColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Ids, as integers, whole doubles below 2^53 or decimal strings; what is null, NaN or not exactly
 * one signed 64-bit integer is {@link Missing#ID}.
 */
public final class IdColumn implements ChunkColumn {
    /** From here on, neighbouring integers share a double. */
    static final double EXACT_DOUBLES = 1L << 53;

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final long ALL = -1L;

    /** Digits of a number that certainly fits a long. */
    private static final int MAX_DIGITS = 18;

    private final ColumnDecoder pages;
    private final long[] ids;

    public IdColumn(ColumnDescriptor descriptor, int capacity) {
        this(descriptor, capacity, IdColumn::ofTexts, conversion(descriptor));
    }

    /** Ids by rules of their own; a null is {@link Missing#ID}. */
    IdColumn(
            ColumnDescriptor descriptor,
            int capacity,
            BytesConversion ofTexts,
            LongConversion ofNumbers) {
        boolean isText =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        ConvertedColumnDecoder<?> converted =
                isText
                        ? BytesColumnDecoder.converted(descriptor, capacity, ofTexts, Missing.ID)
                        : LongColumnDecoder.converted(descriptor, capacity, ofNumbers, Missing.ID);
        pages = converted;
        ids = converted.values();
    }

    private static LongConversion conversion(ColumnDescriptor descriptor) {
        if (descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
            return IdColumn::ofDoubles;
        }
        if (!isUnsigned(descriptor)) {
            return LongConversion.NONE;
        }
        return maskOf(descriptor) == ALL ? IdColumn::unsignedLongs : IdColumn::unsignedInts;
    }

    static boolean isUnsigned(ColumnDescriptor descriptor) {
        return descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                        instanceof IntLogicalTypeAnnotation integer
                && !integer.isSigned();
    }

    /** Mask of a column's stored integers: 32 bits for an unsigned INT32. */
    static long maskOf(ColumnDescriptor descriptor) {
        boolean isInt32 =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        return isInt32 && isUnsigned(descriptor) ? UNSIGNED_INT : ALL;
    }

    static void unsignedInts(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] &= UNSIGNED_INT;
        }
    }

    private static void unsignedLongs(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] = ids[i] < 0 ? Missing.ID : ids[i];
        }
    }

    private static void ofDoubles(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            double id = Double.longBitsToDouble(ids[i]);
            boolean isExact = id == Math.rint(id) && Math.abs(id) < EXACT_DOUBLES;
            ids[i] = isExact ? (long) id : Missing.ID;
        }
    }

    private static void ofTexts(ByteSlices stored, int from, int to, long[] ids) {
        for (int i = from; i < to; i++) {
            ids[i] = ofText(stored.bytes(i), stored.at(i), stored.length(i));
        }
    }

    private static long ofText(byte[] text, int at, int length) {
        if (length == 0 || length > MAX_DIGITS) {
            return Missing.ID;
        }
        long id = 0;
        for (int i = at; i < at + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Missing.ID;
            }
            id = id * 10 + digit;
        }
        return id;
    }

    public long id(int row) {
        return ids[row];
    }

    public long[] ids() {
        return ids;
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }
}
