// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** An events file through parquet-java's own reader, as the lines of {@link EventText}. */
public final class EventRecords {
    private EventRecords() {}

    public static List<String> text(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Group row : groups(file, FilterCompat.NOOP)) {
            List<String> values = new ArrayList<>();
            for (Type column : row.getType().getFields()) {
                values.add(value(row, column));
            }
            rows.add(String.join("|", values));
        }
        return rows;
    }

    /** The rows that a filter lets through, which may skip row groups and pages. */
    public static List<Group> groups(Path file, FilterCompat.Filter filter) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader =
                new Builder(new LocalInputFile(file)).withFilter(filter).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String value(Group row, Type column) {
        String name = column.getName();
        if (row.getFieldRepetitionCount(name) == 0) {
            return "null";
        }
        return column.isPrimitive() ? primitive(row, column) : levels(row.getGroup(name, 0));
    }

    private static String levels(Group list) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            Group level = list.getGroup(0, i).getGroup(0, 0);
            levels.add(
                    primitive(level, level.getType().getType(0))
                            + ':'
                            + primitive(level, level.getType().getType(1)));
        }
        return String.join(",", levels);
    }

    private static String primitive(Group row, Type column) {
        boolean decimal =
                column.asPrimitiveType().getPrimitiveTypeName()
                        == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        if (!decimal) {
            return row.getValueToString(row.getType().getFieldIndex(column.getName()), 0);
        }
        BigInteger unscaled = new BigInteger(row.getBinary(column.getName(), 0).getBytes());
        return new BigDecimal(unscaled, Lanes.SCALE).toPlainString();
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        private Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
