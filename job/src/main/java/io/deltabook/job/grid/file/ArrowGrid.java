// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.job.grid.file.GridColumns.Column;
import io.deltabook.job.grid.file.GridFormat.GridFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A grid in Arrow's IPC file format, uncompressed. */
final class ArrowGrid implements GridFile {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = -1;
    private static final int ALIGNMENT = 8;
    private static final int BATCH_CELLS = 1 << 20;
    private static final int MAX_ROWS = 1 << 14;

    private final OutputStream out;
    private final List<Column> columns;
    private final int batchRows;
    private final List<GridRow> rows = new ArrayList<>();
    private final List<Long> blocks = new ArrayList<>();
    private long position;

    ArrowGrid(OutputStream out, GridColumns columns) throws IOException {
        this.out = out;
        this.columns = columns.all();
        batchRows = Math.max(1, Math.min(MAX_ROWS, BATCH_CELLS / columns.size()));
        write(MAGIC);
        pad();
        message(ArrowMetadata.schema(this.columns));
    }

    @Override
    public void row(GridRow row) throws IOException {
        rows.add(row.copy());
        if (rows.size() == batchRows) {
            endBatch();
        }
    }

    private void endBatch() throws IOException {
        Body body = new Body();
        for (int i = 0; i < columns.size(); i++) {
            body.column(i, columns.get(i));
        }
        byte[] content = body.bytes.toByteArray();
        long start = position;
        message(ArrowMetadata.batch(rows.size(), body.nodes, body.buffers(), content.length));
        blocks.addAll(List.of(start, position - start, (long) content.length));
        write(content);
        rows.clear();
    }

    /** Writes metadata with its length, padded. */
    private void message(byte[] metadata) throws IOException {
        int padded = (metadata.length + ALIGNMENT - 1) & -ALIGNMENT;
        write(numbers(2 * Integer.BYTES).putInt(CONTINUATION).putInt(padded).array());
        write(metadata);
        pad();
    }

    private static ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private void pad() throws IOException {
        write(new byte[(int) (-position & (ALIGNMENT - 1))]);
    }

    @Override
    public void end(Map<String, String> metadata) throws IOException {
        if (!rows.isEmpty()) {
            endBatch();
        }
        write(numbers(2 * Integer.BYTES).putInt(CONTINUATION).putInt(0).array());
        long[] numbers = blocks.stream().mapToLong(Long::longValue).toArray();
        byte[] footer = ArrowMetadata.footer(columns, numbers);
        write(footer);
        write(numbers(Integer.BYTES).putInt(footer.length).array());
        write(MAGIC);
    }

    @Override
    public void close() {}

    /** The buffers of a batch: of each column which values are there, then the values. */
    private final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long[] nodes = new long[2 * columns.size()];
        private final List<Long> buffers = new ArrayList<>();

        private void column(int place, Column column) {
            nodes[2 * place] = rows.size();
            nodes[2 * place + 1] = rows.stream().filter(row -> !row.isPresent(place)).count();
            validity(place, nodes[2 * place + 1] > 0);
            if (column.kind() == GridColumns.Kind.WORD) {
                words(place);
                return;
            }
            int size =
                    switch (column.kind()) {
                        case INT -> Integer.BYTES;
                        case DECIMAL -> 2 * Long.BYTES;
                        default -> Long.BYTES;
                    };
            ByteBuffer values = numbers(rows.size() * size);
            for (GridRow row : rows) {
                if (!row.isPresent(place)) {
                    values.position(values.position() + size);
                } else if (column.kind() == GridColumns.Kind.INT) {
                    values.putInt((int) row.number(place));
                } else if (column.kind() == GridColumns.Kind.DECIMAL) {
                    BigInteger unscaled = row.decimal(place).unscaledValue();
                    values.putLong(unscaled.longValue());
                    values.putLong(unscaled.shiftRight(Long.SIZE).longValue());
                } else {
                    values.putLong(row.number(place));
                }
            }
            buffer(values.array());
        }

        /** A bit a row; nothing if all values are there. */
        private void validity(int place, boolean hasNulls) {
            byte[] bits = new byte[hasNulls ? (rows.size() + Byte.SIZE - 1) / Byte.SIZE : 0];
            for (int i = 0; hasNulls && i < rows.size(); i++) {
                if (rows.get(i).isPresent(place)) {
                    bits[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
                }
            }
            buffer(bits);
        }

        private void words(int place) {
            ByteBuffer ends = numbers((rows.size() + 1) * Integer.BYTES).putInt(0);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (GridRow row : rows) {
                if (row.isPresent(place)) {
                    text.writeBytes(row.word(place).getBytes(StandardCharsets.UTF_8));
                }
                ends.putInt(text.size());
            }
            buffer(ends.array());
            buffer(text.toByteArray());
        }

        private void buffer(byte[] content) {
            buffers.add((long) bytes.size());
            buffers.add((long) content.length);
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[-bytes.size() & (ALIGNMENT - 1)]);
        }

        private long[] buffers() {
            return buffers.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
