// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import io.deltabook.job.parquet.dialect.FlagWords;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Flags of rows that are part of a snapshot. */
public final class FlagRows extends LongRows {
    private final int field;
    private final boolean isInverted;
    private byte[] lastWord = {};
    private int lastFlag = FlagWords.UNKNOWN;

    /**
     * @param isInverted whether the field flags the rows that are not part of a snapshot
     */
    public FlagRows(int field, boolean isInverted) {
        this.field = field;
        this.isInverted = isInverted;
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        setNull(row);
        if (line.isEmpty(field)) {
            return null;
        }
        if (!line.is(field, lastWord)) {
            lastWord = Arrays.copyOfRange(line.text(), line.start(field), line.end(field));
            lastFlag = FlagWords.code(lastWord, 0, lastWord.length);
        }
        if (lastFlag == FlagWords.UNKNOWN) {
            return BadLine.UNREADABLE_FLAG;
        }
        put(row, isInverted ? 1 - lastFlag : lastFlag);
        return null;
    }

    @Override
    public Type type() {
        return Types.optional(PrimitiveTypeName.BOOLEAN).named("is_snapshot");
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (isNull(row)) {
                column.writeNull(0, 0);
            } else {
                column.write(value(row) != 0, 0, 1);
            }
        }
    }
}
