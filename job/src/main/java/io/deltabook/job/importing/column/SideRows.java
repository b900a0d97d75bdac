// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import io.deltabook.contract.RowFaults;
import io.deltabook.contract.Side;
import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import io.deltabook.job.parquet.dialect.SideWords;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Sides, from words in any case. */
public final class SideRows implements RowColumn {
    private static final byte NULL = -1;
    private static final byte BID = 0;
    private static final byte ASK = 1;
    private static final byte NONE = 2;

    private final int field;
    private final SideWords known;
    private final Binary[] written;
    private byte[] codes = {};

    private SideRows(int field, SideWords known, String... written) {
        this.field = field;
        this.known = known;
        this.written = new Binary[written.length];
        for (int i = 0; i < written.length; i++) {
            this.written[i] = Binary.fromString(written[i]);
        }
    }

    /** Sides of the book. */
    public static SideRows ofBook(int field, SideWords known) {
        return new SideRows(field, known, "bid", "ask");
    }

    /** Sides of trades, which are unknown for some venues. */
    public static SideRows ofTrades(int field, SideWords known) {
        return new SideRows(field, known, "buy", "sell", "unknown");
    }

    @Override
    public void resize(int rows) {
        codes = Arrays.copyOf(codes, rows);
    }

    @Override
    public BadLine set(CsvLine line, int row) {
        codes[row] = NULL;
        if (line.isEmpty(field)) {
            return null;
        }
        int from = line.start(field);
        int code = known.code(line.text(), from, line.end(field) - from);
        if (code == RowFaults.UNKNOWN_SIDE) {
            return BadLine.UNREADABLE_SIDE;
        }
        if (code == RowFaults.NO_SIDE) {
            codes[row] = NONE;
        } else {
            codes[row] = code == Side.BID.code() ? BID : ASK;
        }
        return null;
    }

    @Override
    public void setNull(int row) {
        codes[row] = NULL;
    }

    @Override
    public Type type() {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("side");
    }

    @Override
    public void write(ColumnWriter column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (codes[row] == NULL) {
                column.writeNull(0, 0);
            } else {
                column.write(written[codes[row]], 0, 1);
            }
        }
    }
}
