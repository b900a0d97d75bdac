// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Times, as ns timestamps in UTC. */
public final class TimeRows extends LongRows {
    private final String name;
    private final int field;
    private final TimeText text;

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
    public BadLine set(CsvLine line, int row) {
        if (field < 0 || line.isEmpty(field)) {
            setNull(row);
            return null;
        }
        if (!text.read(line.text(), line.start(field), line.end(field))) {
            setNull(row);
            return BadLine.UNREADABLE_TIME;
        }
        put(row, text.nanos());
        return null;
    }

    /** The time of a row, {@link Missing#TIME} if there is none. */
    public long nanos(int row) {
        return isNull(row) ? Missing.TIME : value(row);
    }

    @Override
    public Type type() {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.NANOS))
                .named(name);
    }
}
