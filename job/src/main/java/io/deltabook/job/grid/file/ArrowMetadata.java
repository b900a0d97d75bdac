// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.contract.Lane;
import io.deltabook.job.grid.file.GridColumns.Column;
import java.util.List;

/** The metadata of Arrow's IPC format, version 5, for a table of flat columns. */
final class ArrowMetadata {
    private static final int VERSION = 4;
    private static final int SCHEMA = 1;
    private static final int RECORD_BATCH = 3;
    private static final int INT = 2;
    private static final int FLOATING_POINT = 3;
    private static final int UTF8 = 5;
    private static final int DECIMAL = 7;
    private static final int TIMESTAMP = 10;
    private static final int DOUBLE_PRECISION = 2;
    private static final int NANOSECOND = 3;
    private static final int DIGITS = 38;
    private static final int DECIMAL_BITS = 128;

    private ArrowMetadata() {}

    /** The message that begins a file. */
    static byte[] schema(List<Column> columns) {
        FlatBuffer buffer = new FlatBuffer();
        return message(buffer, SCHEMA, schema(buffer, columns), 0);
    }

    /**
     * The message before the body of a batch of rows.
     *
     * @param nodes of each column the number of rows and of nulls
     * @param buffers of each buffer its offset in the body and its length
     */
    static byte[] batch(int rows, long[] nodes, long[] buffers, long bodyLength) {
        FlatBuffer buffer = new FlatBuffer();
        int nodesAt = buffer.structs(nodes, 2);
        int buffersAt = buffer.structs(buffers, 2);
        int batch =
                buffer.table(3).int64(0, rows).reference(1, nodesAt).reference(2, buffersAt).end();
        return message(buffer, RECORD_BATCH, batch, bodyLength);
    }

    private static byte[] message(FlatBuffer buffer, int kind, int header, long bodyLength) {
        return buffer.end(
                buffer.table(4)
                        .int64(3, bodyLength)
                        .reference(2, header)
                        .int16(0, VERSION)
                        .octet(1, kind)
                        .end());
    }

    /**
     * The footer of a file.
     *
     * @param blocks of each batch its offset in the file, the lengths of metadata and of body
     */
    static byte[] footer(List<Column> columns, long[] blocks) {
        FlatBuffer buffer = new FlatBuffer();
        int schema = schema(buffer, columns);
        int dictionaries = buffer.structs(new long[0], 3);
        int batches = buffer.structs(blocks, 3);
        return buffer.end(
                buffer.table(4)
                        .reference(1, schema)
                        .reference(2, dictionaries)
                        .reference(3, batches)
                        .int16(0, VERSION)
                        .end());
    }

    private static int schema(FlatBuffer buffer, List<Column> columns) {
        int[] fields = new int[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field(buffer, columns.get(i));
        }
        int all = buffer.references(fields);
        return buffer.table(2).reference(1, all).int16(0, 0).end();
    }

    private static int field(FlatBuffer buffer, Column column) {
        int name = buffer.text(column.name());
        int children = buffer.references();
        int type =
                switch (column.kind()) {
                    case TIME -> buffer.table(2).int16(0, NANOSECOND).end();
                    case LONG -> buffer.table(2).int32(0, Long.SIZE).bool(1, true).end();
                    case INT -> buffer.table(2).int32(0, Integer.SIZE).bool(1, true).end();
                    case WORD -> buffer.table(0).end();
                    case REAL -> buffer.table(1).int16(0, DOUBLE_PRECISION).end();
                    case DECIMAL ->
                            buffer.table(3)
                                    .int32(0, DIGITS)
                                    .int32(1, Lane.MAX_SCALE)
                                    .int32(2, DECIMAL_BITS)
                                    .end();
                };
        int kind =
                switch (column.kind()) {
                    case TIME -> TIMESTAMP;
                    case LONG, INT -> INT;
                    case WORD -> UTF8;
                    case REAL -> FLOATING_POINT;
                    case DECIMAL -> DECIMAL;
                };
        return buffer.table(6)
                .reference(0, name)
                .reference(3, type)
                .reference(5, children)
                .bool(1, !column.isRequired())
                .octet(2, kind)
                .end();
    }
}
