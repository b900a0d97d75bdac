// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Missing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Times in ns; what is null or implausible is {@link Missing#TIME}. */
final class TimeColumn extends ChunkColumn {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

    private final long[] nanos;
    private final long nanosPerUnit;
    private final boolean isInt96;

    /**
     * @param plainUnit nanoseconds of one unit of a plain INT64
     */
    TimeColumn(ColumnDescriptor descriptor, long plainUnit, int capacity) {
        super(descriptor);
        nanos = new long[capacity];
        isInt96 = descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
        nanosPerUnit = nanosPerUnit(descriptor, plainUnit);
    }

    /** Nanoseconds of one unit of a column. */
    static long nanosPerUnit(ColumnDescriptor descriptor, long plainUnit) {
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

    long nanos(int row) {
        return nanos[row];
    }

    @Override
    void store(ColumnReader reader, int row) {
        nanos[row] =
                isInt96
                        ? ofInt96(reader.getBinary().toByteBuffer())
                        : scaled(reader.getLong(), nanosPerUnit, 0);
    }

    @Override
    void storeNull(int row) {
        nanos[row] = Missing.TIME;
    }

    /** Nanoseconds of the day, then the Julian day, little-endian. */
    private static long ofInt96(ByteBuffer bytes) {
        ByteBuffer ordered = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = ordered.getLong();
        long day = (long) ordered.getInt() - JULIAN_DAY_OF_EPOCH;
        return nanosOfDay < 0 || nanosOfDay >= NANOS_PER_DAY
                ? Missing.TIME
                : scaled(day, NANOS_PER_DAY, nanosOfDay);
    }

    private static long scaled(long units, long nanosPerUnit, long offset) {
        boolean fits = units > 0 && units <= Missing.LATEST_TIME_NANOS / nanosPerUnit;
        return fits ? Missing.orPlausible(units * nanosPerUnit + offset) : Missing.TIME;
    }
}
