// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Missing;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Ids of trades, as integers, whole doubles or decimal strings. What is null or NaN is {@link
 * Missing#ID}, what is not exactly one signed 64-bit integer {@link Missing#UNUSABLE_ID}.
 */
final class TradeIdColumn extends ChunkColumn {
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    /** From here on neighbouring integers are one double. */
    private static final double EXACT_DOUBLES = 1L << 53;

    private final long[] ids;
    private final PrimitiveTypeName type;
    private final boolean isUnsigned;

    TradeIdColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        ids = new long[capacity];
        type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        isUnsigned =
                descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                                instanceof IntLogicalTypeAnnotation integer
                        && !integer.isSigned();
    }

    long id(int row) {
        return ids[row];
    }

    @Override
    void store(ColumnReader reader, int row) {
        ids[row] =
                switch (type) {
                    case INT32 -> ofInt(reader.getInteger());
                    case INT64 -> ofLong(reader.getLong());
                    case DOUBLE -> ofDouble(reader.getDouble());
                    default -> ofText(reader.getBinary().toStringUsingUTF8());
                };
    }

    @Override
    void storeNull(int row) {
        ids[row] = Missing.ID;
    }

    private long ofInt(int id) {
        return isUnsigned ? id & UNSIGNED_INT : id;
    }

    private long ofLong(long id) {
        boolean isBeyond = isUnsigned ? id < 0 : id <= Missing.UNUSABLE_ID;
        return isBeyond ? Missing.UNUSABLE_ID : id;
    }

    private static long ofDouble(double id) {
        if (Double.isNaN(id)) {
            return Missing.ID;
        }
        boolean isExact = id == Math.rint(id) && Math.abs(id) < EXACT_DOUBLES;
        return isExact ? (long) id : Missing.UNUSABLE_ID;
    }

    /** Only the one way to write a number, so that no two ids become one. */
    private static long ofText(String id) {
        try {
            long value = Long.parseLong(id);
            boolean isExact = value > Missing.UNUSABLE_ID && Long.toString(value).equals(id);
            return isExact ? value : Missing.UNUSABLE_ID;
        } catch (NumberFormatException e) {
            return Missing.UNUSABLE_ID;
        }
    }
}
