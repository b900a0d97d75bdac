// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.job.generate.ColumnFileWriter;
import java.io.IOException;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of the native dialect, and how a row is written to them. */
public final class NativeColumns {
    public static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType(
                    """
                    message delta {
                      optional int64 origin_time;
                      optional int64 received_time;
                      optional int64 update_id;
                      optional int64 first_update_id;
                      optional int64 prev_update_id;
                      optional binary side (STRING);
                      optional double price;
                      optional double new_quantity;
                      optional boolean is_snapshot;
                    }
                    """);

    private NativeColumns() {}

    public static void write(NativeRow row, ColumnFileWriter file) throws IOException {
        number(file.column(0), row.eventTime);
        number(file.column(1), row.arrivalTime);
        number(file.column(2), row.updateId);
        number(file.column(3), row.firstId);
        number(file.column(4), row.previousId);
        text(file.column(5), row.side);
        decimal(file.column(6), row.price, row.priceIsNull);
        decimal(file.column(7), row.quantity, row.quantityIsNull);
        file.column(8).write(row.snapshot, 0, 1);
        file.endRow();
    }

    private static void number(ColumnWriter column, long value) {
        if (value == DeltaMessage.NO_ID) {
            column.writeNull(0, 0);
        } else {
            column.write(value, 0, 1);
        }
    }

    private static void text(ColumnWriter column, Binary value) {
        if (value == null) {
            column.writeNull(0, 0);
        } else {
            column.write(value, 0, 1);
        }
    }

    private static void decimal(ColumnWriter column, double value, boolean isNull) {
        if (isNull) {
            column.writeNull(0, 0);
        } else {
            column.write(value, 0, 1);
        }
    }
}
