// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.dialect.TimeType;
import io.deltabook.number.DoubleParser;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Times in ns; what is null or implausible is {@link Missing#TIME}. */
public final class TimeColumn implements ChunkColumn {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;

    /** Slightly above the latest valid time. */
    private static final double NEAR_LATEST = 4.2e18;

    private final ColumnDecoder pages;
    private final long[] nanos;

    /**
     * @param plainUnit nanoseconds per unit of a plain number
     */
    public TimeColumn(ColumnDescriptor descriptor, long plainUnit, int capacity) {
        long unit = TimeType.nanosPerUnit(descriptor, plainUnit);
        if (descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            BytesColumnDecoder stored =
                    BytesColumnDecoder.converted(
                            descriptor, capacity, TimeColumn::ofInt96, Missing.TIME);
            pages = stored;
            nanos = stored.values();
        } else {
            boolean isDouble = TimeType.isDouble(descriptor);
            LongColumnDecoder stored =
                    LongColumnDecoder.converted(
                            descriptor,
                            capacity,
                            (values, from, to) -> {
                                if (isDouble) {
                                    ofDoubles(values, from, to, unit);
                                } else {
                                    scale(values, from, to, unit);
                                }
                            },
                            Missing.TIME);
            pages = stored;
            nanos = stored.values();
        }
    }

    public long nanos(int row) {
        return nanos[row];
    }

    public long[] nanos() {
        return nanos;
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }

    /** Every unit divides a second, so the bounds are whole units. */
    private static void scale(long[] values, int from, int to, long unit) {
        long earliest = Missing.EARLIEST_TIME_NANOS / unit;
        long latest = Missing.LATEST_TIME_NANOS / unit;
        for (int i = from; i < to; i++) {
            long units = values[i];
            values[i] = units >= earliest && units < latest ? units * unit : Missing.TIME;
        }
    }

    private static void ofDoubles(long[] values, int from, int to, long unit) {
        for (int i = from; i < to; i++) {
            values[i] = ofDouble(Double.longBitsToDouble(values[i]), unit);
        }
    }

    /**
     * The shortest decimal that parses back to the double, in ns. Seconds usually have microsecond
     * precision: up to the latest time no two such decimals share a double, so one that parses back
     * is the shortest.
     */
    static long ofDouble(double time, long unit) {
        boolean isNear = time > 0 && time * unit < NEAR_LATEST;
        if (!isNear) {
            return Missing.TIME;
        }
        if (unit == NANOS_PER_SECOND) {
            long micros = Math.round(time * MICROS_PER_SECOND);
            if (micros / MICROS_PER_SECOND == time) {
                return Missing.orPlausible(micros * NANOS_PER_MICRO);
            }
        } else if (time == Math.rint(time) && time < IdColumn.EXACT_DOUBLES) {
            return Missing.orPlausible((long) time * unit);
        }
        BigDecimal nanos = DoubleParser.decimal(time).multiply(BigDecimal.valueOf(unit));
        return Missing.orPlausible(nanos.longValue());
    }

    /** Nanoseconds of the day, then the Julian day, little-endian. */
    private static void ofInt96(ByteSlices stored, int from, int to, long[] nanos) {
        for (int i = from; i < to; i++) {
            ByteBuffer bytes = ByteBuffer.wrap(stored.bytes(i)).order(ByteOrder.LITTLE_ENDIAN);
            long nanosOfDay = bytes.getLong(stored.at(i));
            long day = (long) bytes.getInt(stored.at(i) + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
            boolean fits = day > 0 && day <= Missing.LATEST_TIME_NANOS / NANOS_PER_DAY;
            nanos[i] =
                    fits && nanosOfDay >= 0 && nanosOfDay < NANOS_PER_DAY
                            ? Missing.orPlausible(day * NANOS_PER_DAY + nanosOfDay)
                            : Missing.TIME;
        }
    }
}
