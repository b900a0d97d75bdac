// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import io.deltabook.number.PowersOfTen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Prices or quantities, exactly. A file stores them as DECIMAL(18, s) in INT64 if those of its
 * first row group fit, which reads fastest. {@code s} is {@value #USUAL_SCALE} if that leaves room
 * for numbers a thousand times as large, otherwise the number of decimals present. Numbers that do
 * not fit are stored as text, as written in the input.
 */
public final class NumberRows implements RowColumn {
    private static final int PRECISION = 18;
    private static final int USUAL_SCALE = 8;
    private static final int SPARE_DIGITS = 3;
    private static final byte NULL = -1;
    private static final byte WIDE = -2;

    private final String name;
    private final int field;
    private final boolean hasNan;
    private final DecimalText text = new DecimalText();
    private final Map<Integer, byte[]> wide = new HashMap<>();
    private final long[] largest = new long[DecimalText.MAX_DECIMALS + 1];
    private long[] unscaled = {};
    private byte[] scales = {};
    private boolean isText;
    private int scale;

    /**
     * @param field index of the field in a line
     * @param hasNan whether the input writes null as {@code nan}
     */
    public NumberRows(String name, int field, boolean hasNan) {
        this.name = name;
        this.field = field;
        this.hasNan = hasNan;
    }

    @Override
    public void resize(int rows) {
        unscaled = Arrays.copyOf(unscaled, rows);
        scales = Arrays.copyOf(scales, rows);
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        int from = line.start(field);
        int to = line.end(field);
        scales[row] = NULL;
        if (from == to) {
            return null;
        }
        switch (text.read(line.text(), from, to)) {
            case NUMBER -> {
                set(row, text.unscaled(), text.scale());
                return null;
            }
            case WIDE -> {
                scales[row] = WIDE;
                wide.put(row, Arrays.copyOfRange(line.text(), from, to));
                return null;
            }
            default -> {
                boolean isNull = hasNan && line.field(field).equalsIgnoreCase("nan");
                return isNull ? null : BadLine.UNREADABLE_NUMBER;
            }
        }
    }

    /** Without trailing zeros, if these might be what does not fit. */
    private void set(int row, long digits, int decimals) {
        long left = digits;
        int at = digits == 0 ? 0 : decimals;
        boolean isLong =
                at > USUAL_SCALE
                        || Math.abs(digits) >= PowersOfTen.asLong(PRECISION - SPARE_DIGITS);
        while (isLong && at > 0 && left % 10 == 0) {
            left /= 10;
            at--;
        }
        unscaled[row] = left;
        scales[row] = (byte) at;
        largest[at] = Math.max(largest[at], Math.abs(left));
    }

    @Override
    public void setNull(int row) {
        scales[row] = NULL;
    }

    @Override
    public Type type() {
        if (!isText) {
            choose();
        }
        return isText
                ? Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name)
                : Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.decimalType(scale, PRECISION))
                        .named(name);
    }

    private void choose() {
        int decimals = 0;
        for (int at = 0; at < largest.length; at++) {
            decimals = largest[at] > 0 ? at : decimals;
        }
        scale = Math.max(decimals, USUAL_SCALE);
        while (scale > decimals && !fits(PRECISION - SPARE_DIGITS)) {
            scale--;
        }
        isText = !fits();
    }

    @Override
    public boolean fits() {
        return isText || wide.isEmpty() && fits(PRECISION);
    }

    /** Whether all numbers fit in that many digits, at the given scale. */
    private boolean fits(int digits) {
        for (int at = 0; at < largest.length; at++) {
            int room = digits - Math.max(0, scale - at);
            boolean isTooLarge = room < 0 || largest[at] >= PowersOfTen.asLong(room);
            if (largest[at] > 0 && (at > scale || isTooLarge)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void widen() {
        isText = true;
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (scales[row] == NULL) {
                column.writeNull(0, 0);
            } else if (isText) {
                column.write(Binary.fromConstantByteArray(textOf(row)), 0, 1);
            } else {
                column.write(unscaled[row] * PowersOfTen.asLong(scale - scales[row]), 0, 1);
            }
        }
    }

    private byte[] textOf(int row) {
        return scales[row] == WIDE
                ? wide.get(row)
                : BigDecimal.valueOf(unscaled[row], scales[row])
                        .toPlainString()
                        .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void clear() {
        wide.clear();
        Arrays.fill(largest, 0);
    }
}
