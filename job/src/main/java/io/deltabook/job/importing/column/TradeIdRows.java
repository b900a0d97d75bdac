// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
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

/** Trade ids: whole numbers as long as all have their canonical form, otherwise text. */
public final class TradeIdRows extends LongRows {
    private static final int MAX_DIGITS = 18;

    private final int field;
    private final Map<Integer, byte[]> texts = new HashMap<>();
    private boolean isText;

    public TradeIdRows(int field) {
        this.field = field;
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        setNull(row);
        if (line.isEmpty(field)) {
            return null;
        }
        int from = line.start(field);
        int to = line.end(field);
        long number = isText ? -1 : number(line.text(), from, to);
        if (number < 0) {
            texts.put(row, Arrays.copyOfRange(line.text(), from, to));
        } else {
            put(row, number);
        }
        return null;
    }

    /** The number, −1 if its text is not the canonical form or is too long. */
    private static long number(byte[] text, int from, int to) {
        if (to - from > MAX_DIGITS || text[from] == '0' && to - from > 1) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    @Override
    public Type type() {
        isText = isText || !texts.isEmpty();
        return isText
                ? Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named("trade_id")
                : Types.optional(PrimitiveTypeName.INT64).named("trade_id");
    }

    @Override
    public boolean fits() {
        return isText || texts.isEmpty();
    }

    @Override
    public void widen() {
        isText = true;
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            byte[] text = isText ? texts.get(row) : null;
            if (text != null) {
                column.write(Binary.fromConstantByteArray(text), 0, 1);
            } else if (isNull(row)) {
                column.writeNull(0, 0);
            } else if (isText) {
                String number = Long.toString(value(row));
                column.write(
                        Binary.fromConstantByteArray(number.getBytes(StandardCharsets.US_ASCII)),
                        0,
                        1);
            } else {
                column.write(value(row), 0, 1);
            }
        }
    }

    @Override
    public void clear() {
        texts.clear();
    }
}
