// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.job.parquet.event.EventFileFacts;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file of any producer, whose flat columns are read as texts: numbers as
 * decimals, timestamps as epoch nanoseconds. Not thread-safe.
 */
public final class NumberRows implements Closeable {
    private final Path file;
    private final List<Type> columns;
    private final ParquetReader<Group> reader;
    private Group row;

    private NumberRows(Path file, List<Type> columns, ParquetReader<Group> reader) {
        this.file = file;
        this.columns = columns;
        this.reader = reader;
    }

    /** Opens a file before its first row. */
    public static NumberRows open(Path file) throws IOException {
        ParquetReader<Group> reader = ParquetRows.open(file);
        return new NumberRows(
                file,
                EventFileFacts.footer(file).getFileMetaData().getSchema().getFields(),
                reader);
    }

    /** The names of the columns. */
    public List<String> names() {
        return columns.stream().map(Type::getName).toList();
    }

    /** Moves to the next row; false after the last. */
    public boolean next() throws IOException {
        try {
            row = reader.read();
            return row != null;
        } catch (IOException | RuntimeException e) {
            throw ParquetRows.unreadable(file, e);
        }
    }

    /** The number of a column; NaN if it is null or no number. */
    public double number(int column) {
        if (row.getFieldRepetitionCount(column) == 0) {
            return Double.NaN;
        }
        PrimitiveType type = columns.get(column).asPrimitiveType();
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
            return row.getDouble(column, 0);
        }
        try {
            return Double.parseDouble(text(column));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The text of a column; empty if it is null. */
    public String text(int column) {
        Type type = columns.get(column);
        if (row.getFieldRepetitionCount(column) == 0 || !type.isPrimitive()) {
            return "";
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(column, decimal.getScale());
        }
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            long unit =
                    switch (time.getUnit()) {
                        case MILLIS -> 1_000_000;
                        case MICROS -> 1_000;
                        case NANOS -> 1;
                    };
            return Long.toString(Math.multiplyExact(row.getLong(column, 0), unit));
        }
        return row.getValueToString(column, 0);
    }

    private String decimal(int column, int scale) {
        PrimitiveTypeName type = columns.get(column).asPrimitiveType().getPrimitiveTypeName();
        BigInteger unscaled =
                switch (type) {
                    case INT32 -> BigInteger.valueOf(row.getInteger(column, 0));
                    case INT64 -> BigInteger.valueOf(row.getLong(column, 0));
                    default -> new BigInteger(row.getBinary(column, 0).getBytes());
                };
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
