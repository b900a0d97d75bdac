// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.number.NumberFault;
import io.deltabook.number.WideDecimals;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;

/** Prices or quantities. The scale is asked for by row, because lanes may differ in it. */
abstract class NumberColumn extends ChunkColumn {
    NumberColumn(ColumnDescriptor descriptor) {
        super(descriptor);
    }

    static NumberColumn of(ColumnDescriptor descriptor, int capacity) {
        boolean isDecimal =
                descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                        instanceof DecimalLogicalTypeAnnotation;
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> new DoubleColumn(descriptor, capacity);
            case INT32, INT64 -> new UnscaledLongColumn(descriptor, capacity);
            default ->
                    isDecimal
                            ? new UnscaledBytesColumn(descriptor, capacity)
                            : new DecimalTextColumn(descriptor, capacity);
        };
    }

    /** Decimal digits of a DECIMAL column. */
    static int scaleOf(ColumnDescriptor descriptor) {
        return ((DecimalLogicalTypeAnnotation)
                        descriptor.getPrimitiveType().getLogicalTypeAnnotation())
                .getScale();
    }

    /** The value at a decimal scale, or a {@link NumberFault}. */
    abstract long scaled(int row, int scale);

    /** The token of the value at a decimal scale, or a {@link NumberFault}. */
    abstract long wide(int row, int scale, WideDecimals pool);

    /**
     * The value at a decimal scale: the number itself, or its token where the lane has a pool; or a
     * {@link NumberFault}.
     */
    final long number(int row, int scale, WideDecimals pool) {
        return pool == null ? scaled(row, scale) : wide(row, scale, pool);
    }

    /** The value as found, null where null. */
    abstract String raw(int row);
}
