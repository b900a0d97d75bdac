// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Times, as ns timestamps in UTC. */
public final class TimeRows implements RowColumn {
    private final String name;
    private final int field;
    private final TimeText text;
    private final LongCells cells = new LongCells();

    /**
     * @param field index of the field in a line, negative for none: all times are null then
     * @param text shared by all lanes of a file, which have the same unit
     */
    public TimeRows(String name, int field, TimeText text) {
        this.name = name;
        this.field = field;
        this.text = text;
    }

    @Override
    public void resize(int rows) {
        cells.resize(rows);
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        if (field < 0 || line.isEmpty(field)) {
            cells.setNull(row);
            return null;
        }
        if (!text.read(line.text(), line.start(field), line.end(field))) {
            cells.setNull(row);
            return BadLine.UNREADABLE_TIME;
        }
        cells.set(row, text.nanos());
        return null;
    }

    @Override
    public void setNull(int row) {
        cells.setNull(row);
    }

    /** The time of a row, {@link Missing#TIME} if there is none. */
    public long nanos(int row) {
        return cells.isNull(row) ? Missing.TIME : cells.value(row);
    }

    @Override
    public Type type() {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.NANOS))
                .named(name);
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        cells.write(column, from, to);
    }
}
