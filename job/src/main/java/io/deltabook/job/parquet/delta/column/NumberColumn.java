// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.number.NumberFault;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.math.BigDecimal;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Prices or quantities. They are converted when read if the file's lanes have a common scale, else
 * on access.
 */
public abstract class NumberColumn implements ChunkColumn {
    /** The type does not limit decimals. */
    public static final int ANY_SCALE = -1;

    private final int scale;
    private final long[] others;

    /**
     * @param scale common to all lanes of the file, or {@link NumberScales#SEVERAL}
     */
    NumberColumn(int capacity, int scale) {
        this.scale = scale;
        this.others = scale == NumberScales.SEVERAL ? new long[capacity] : null;
    }

    public static NumberColumn of(ColumnDescriptor descriptor, int capacity, int scale) {
        boolean isDecimal =
                descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                        instanceof DecimalLogicalTypeAnnotation;
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> new DoubleColumn(descriptor, capacity, scale);
            case FLOAT -> new FloatColumn(descriptor, capacity, scale);
            case INT32, INT64 -> new UnscaledLongColumn(descriptor, capacity, scale);
            default ->
                    isDecimal
                            ? new UnscaledBytesColumn(descriptor, capacity, scale)
                            : new DecimalTextColumn(descriptor, capacity, scale);
        };
    }

    /** Decimal digits that a column's type allows, {@link #ANY_SCALE} if it does not limit them. */
    public static int scaleOf(ColumnDescriptor descriptor) {
        PrimitiveType type = descriptor.getPrimitiveType();
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal.getScale();
        }
        boolean isWhole =
                type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                        || type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        return isWhole ? 0 : ANY_SCALE;
    }

    @Override
    public abstract ColumnDecoder pages();

    /** The numbers at the common scale, or {@link NumberFault}s. */
    abstract long[] values();

    public abstract boolean isNull(int row);

    /** A non-null value at a decimal scale, or a {@link NumberFault}. */
    public abstract long scaled(int row, int at);

    /** The token of a non-null value at a decimal scale, or a {@link NumberFault}. */
    abstract long wide(int row, int at, WideDecimals pool);

    /**
     * The value at a decimal scale: the number itself, or its token if the lane has a pool; or a
     * {@link NumberFault}.
     */
    public final long number(int row, int at, WideDecimals pool) {
        if (at == scale && pool == null) {
            return values()[row];
        }
        if (isNull(row)) {
            return NumberFault.ABSENT;
        }
        return pool == null ? scaled(row, at) : wide(row, at, pool);
    }

    /** The numbers of rows {@code from … to − 1}, in an array with the same indices. */
    public final long[] numbers(int from, int to, int at, WideDecimals pool) {
        if (at == scale && pool == null) {
            return values();
        }
        for (int row = from; row < to; row++) {
            others[row] = number(row, at, pool);
        }
        return others;
    }

    /**
     * Like {@link #number}.
     *
     * @param nonPositive whether negative values are accepted
     */
    public final long number(int row, int at, WideDecimals pool, boolean nonPositive) {
        long number = number(row, at, pool);
        return nonPositive && number == NumberFault.NEGATIVE ? negative(row, at, pool) : number;
    }

    /**
     * A negative value at a decimal scale, or its token if the lane has a pool, or a {@link
     * NumberFault}; {@link #number} refuses it.
     */
    public final long negative(int row, int at, WideDecimals pool) {
        return pool == null
                ? WideParser.parseNegative(decimal(row), at)
                : WideParser.parseNegative(decimal(row), at, pool);
    }

    /** A non-null value; null if it is not a finite number. */
    public abstract BigDecimal decimal(int row);

    /** The value as found; null if it is null. */
    public abstract String raw(int row);
}
