// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Message ids: whole numbers, which may be written like {@code 123.0}. */
public final class IdRows extends LongRows {
    private final String name;
    private final int field;
    private final int other;
    private final DecimalText number = new DecimalText();

    /**
     * @param field index of the field in a line
     * @param other field that has the id if the first is empty, negative for none
     */
    public IdRows(String name, int field, int other) {
        this.name = name;
        this.field = field;
        this.other = other;
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        int used = other >= 0 && line.isEmpty(field) ? other : field;
        if (line.isEmpty(used)) {
            setNull(row);
            return null;
        }
        if (!number.readWhole(line.text(), line.start(used), line.end(used))) {
            setNull(row);
            return BadLine.UNREADABLE_ID;
        }
        put(row, number.unscaled());
        return null;
    }

    @Override
    public Type type() {
        return Types.optional(PrimitiveTypeName.INT64).named(name);
    }
}
