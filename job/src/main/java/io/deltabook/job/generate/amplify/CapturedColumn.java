// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** All values of one flat column of a capture, in memory and in their physical type. */
final class CapturedColumn {
    /** Distinct sides and symbols are few; distinct numbers written as text are many. */
    private static final int MAX_SHARED = 1_000;

    private final PrimitiveTypeName type;
    private final int maxDefinition;
    private final BitSet nulls = new BitSet();
    private final Map<Binary, Binary> shared = new HashMap<>();
    private final List<Binary> texts = new ArrayList<>();
    private long[] numbers = new long[1024];
    private int size;

    CapturedColumn(ColumnDescriptor column) {
        type = column.getPrimitiveType().getPrimitiveTypeName();
        maxDefinition = column.getMaxDefinitionLevel();
    }

    boolean isOf(PrimitiveTypeName wanted) {
        return type == wanted;
    }

    boolean isNull(int row) {
        return nulls.get(row);
    }

    /** The value of an integer column; 1 for true. */
    long number(int row) {
        return numbers[row];
    }

    void read(ColumnReader reader, long rows) {
        for (long i = 0; i < rows; i++) {
            boolean isNull = reader.getCurrentDefinitionLevel() < maxDefinition;
            if (isNull) {
                nulls.set(size);
            }
            append(reader, isNull);
            reader.consume();
        }
    }

    private void append(ColumnReader reader, boolean isNull) {
        switch (type) {
            case INT64 -> add(isNull ? 0 : reader.getLong());
            case INT32 -> add(isNull ? 0 : reader.getInteger());
            case BOOLEAN -> add(isNull || !reader.getBoolean() ? 0 : 1);
            case DOUBLE -> add(isNull ? 0 : Double.doubleToRawLongBits(reader.getDouble()));
            case FLOAT -> add(isNull ? 0 : Float.floatToRawIntBits(reader.getFloat()));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> {
                texts.add(isNull ? null : share(reader.getBinary()));
                size++;
            }
        }
    }

    private void add(long value) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = value;
    }

    private Binary share(Binary value) {
        Binary known = shared.get(value);
        if (known == null) {
            known = Binary.fromConstantByteArray(value.getBytes());
            if (shared.size() < MAX_SHARED) {
                shared.put(known, known);
            }
        }
        return known;
    }

    /**
     * Writes the value of a row.
     *
     * @param shift added to the value; 0 for columns that are not integers
     */
    void write(int row, long shift, ColumnWriter to) {
        if (nulls.get(row)) {
            to.writeNull(0, 0);
            return;
        }
        switch (type) {
            case INT64 -> to.write(numbers[row] + shift, 0, maxDefinition);
            case INT32 -> to.write((int) numbers[row], 0, maxDefinition);
            case BOOLEAN -> to.write(numbers[row] != 0, 0, maxDefinition);
            case DOUBLE -> to.write(Double.longBitsToDouble(numbers[row]), 0, maxDefinition);
            case FLOAT -> to.write(Float.intBitsToFloat((int) numbers[row]), 0, maxDefinition);
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> to.write(texts.get(row), 0, maxDefinition);
        }
    }

    /** Writes a text in place of the row's. */
    void write(Binary text, ColumnWriter to) {
        to.write(text, 0, maxDefinition);
    }
}
