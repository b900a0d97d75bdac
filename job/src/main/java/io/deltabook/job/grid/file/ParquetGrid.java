// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.job.grid.file.GridColumns.Column;
import io.deltabook.job.grid.file.GridFormat.GridFile;
import io.deltabook.job.parquet.file.TableFileWriter;
import io.deltabook.number.Decimal128Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A grid as Parquet. */
final class ParquetGrid implements GridFile {
    private static final int ROW_GROUP_CELLS = 1 << 22;

    private final TableFileWriter file;
    private final List<Column> columns;

    ParquetGrid(OutputStream out, GridColumns columns) throws IOException {
        this.columns = columns.all();
        file =
                new TableFileWriter(
                        out, schema(this.columns), Math.max(1, ROW_GROUP_CELLS / columns.size()));
    }

    private static String schema(List<Column> columns) {
        StringBuilder schema = new StringBuilder("message grid {\n");
        for (Column column : columns) {
            String name = column.name();
            String type =
                    switch (column.kind()) {
                        case TIME -> "int64 " + name + " (TIMESTAMP(NANOS,false))";
                        case LONG -> "int64 " + name;
                        case INT -> "int32 " + name;
                        case WORD -> "binary " + name + " (STRING)";
                        case REAL -> "double " + name;
                        case DECIMAL -> "fixed_len_byte_array(16) " + name + " (DECIMAL(38,18))";
                    };
            schema.append(column.isRequired() ? "required " : "optional ");
            schema.append(type).append(";\n");
        }
        return schema.append('}').toString();
    }

    @Override
    public void row(GridRow row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (!row.isPresent(i)) {
                file.absent(i);
                continue;
            }
            switch (columns.get(i).kind()) {
                case TIME, LONG -> file.number(i, row.number(i));
                case INT -> file.small(i, (int) row.number(i));
                case WORD -> file.text(i, row.word(i));
                case REAL -> file.real(i, row.real(i));
                case DECIMAL -> file.bytes(i, bytes(row.decimal(i)));
            }
        }
        file.endRow();
    }

    private static byte[] bytes(BigDecimal value) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        Decimal128Bytes.write(value.unscaledValue(), bytes, 0);
        return bytes;
    }

    @Override
    public void end(Map<String, String> metadata) throws IOException {
        file.end(metadata);
    }

    @Override
    public void close() {
        file.close();
    }
}
