// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What the Parquet type of a time column tells about its unit. */
public final class TimeType {
    private TimeType() {}

    public static boolean isDouble(ColumnDescriptor descriptor) {
        return descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    }

    /** Whether a column's type leaves its unit open. */
    public static boolean isPlain(ColumnDescriptor descriptor) {
        return isDouble(descriptor)
                || descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64
                        && !(descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                                instanceof TimestampLogicalTypeAnnotation);
    }

    /**
     * Nanoseconds per unit of a column.
     *
     * @param plainUnit the value for a column whose type leaves its unit open
     */
    public static long nanosPerUnit(ColumnDescriptor descriptor, long plainUnit) {
        LogicalTypeAnnotation logical = descriptor.getPrimitiveType().getLogicalTypeAnnotation();
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            return switch (timestamp.getUnit()) {
                case MILLIS -> 1_000_000;
                case MICROS -> 1_000;
                case NANOS -> 1;
            };
        }
        return plainUnit;
    }
}
