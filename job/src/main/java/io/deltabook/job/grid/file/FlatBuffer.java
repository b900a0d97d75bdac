// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds a FlatBuffer, the form of Arrow's metadata, from its end to its start: what is referred to
 * is written first. A place is a number of bytes from the end. Used once, by one thread.
 */
final class FlatBuffer {
    private static final int REFERENCE = Integer.BYTES;
    private static final int FIRST_BYTES = 1 << 12;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int used;
    private int alignment = REFERENCE;

    /** Begins a table; nothing else may be written until it ends. */
    Table table(int fields) {
        return new Table(fields);
    }

    /** A table whose fields are set in any order; those that are not have their default. */
    final class Table {
        private final int[] fields;
        private final int start = used;

        private Table(int count) {
            fields = new int[count];
        }

        Table bool(int field, boolean value) {
            return scalar(field, Byte.BYTES, value ? 1 : 0);
        }

        Table octet(int field, int value) {
            return scalar(field, Byte.BYTES, value);
        }

        Table int16(int field, int value) {
            return scalar(field, Short.BYTES, value);
        }

        Table int32(int field, int value) {
            return scalar(field, Integer.BYTES, value);
        }

        Table int64(int field, long value) {
            return scalar(field, Long.BYTES, value);
        }

        private Table scalar(int field, int size, long value) {
            align(size, size);
            put(size, value);
            fields[field] = used;
            return this;
        }

        Table reference(int field, int place) {
            align(REFERENCE, REFERENCE);
            refer(place);
            fields[field] = used;
            return this;
        }

        /** Ends the table and returns its place. */
        int end() {
            align(REFERENCE, REFERENCE);
            put(REFERENCE, 0);
            int table = used;
            for (int i = fields.length - 1; i >= 0; i--) {
                put(Short.BYTES, fields[i] == 0 ? 0 : table - fields[i]);
            }
            put(Short.BYTES, table - start);
            put(Short.BYTES, (long) (fields.length + 2) * Short.BYTES);
            write(table, REFERENCE, used - table);
            return table;
        }
    }

    int text(String value) {
        byte[] content = value.getBytes(StandardCharsets.UTF_8);
        align(REFERENCE, content.length + 1);
        put(Byte.BYTES, 0);
        reserve(content.length);
        used += content.length;
        System.arraycopy(content, 0, bytes, bytes.length - used, content.length);
        put(REFERENCE, content.length);
        return used;
    }

    /** A vector of tables. */
    int references(int... places) {
        align(REFERENCE, places.length * REFERENCE);
        for (int i = places.length - 1; i >= 0; i--) {
            refer(places[i]);
        }
        put(REFERENCE, places.length);
        return used;
    }

    /** A vector of structs that consist of numbers of 64 bits. */
    int structs(long[] numbers, int numbersOfEach) {
        align(Long.BYTES, numbers.length * Long.BYTES);
        for (int i = numbers.length - 1; i >= 0; i--) {
            put(Long.BYTES, numbers[i]);
        }
        put(REFERENCE, numbers.length / numbersOfEach);
        return used;
    }

    /** The whole buffer, whose root is a table. */
    byte[] end(int root) {
        align(alignment, REFERENCE);
        refer(root);
        return Arrays.copyOfRange(bytes, bytes.length - used, bytes.length);
    }

    private void refer(int place) {
        put(REFERENCE, (long) used + REFERENCE - place);
    }

    /** Pads so that the buffer is aligned to a size once it has some more bytes. */
    private void align(int size, int more) {
        alignment = Math.max(alignment, size);
        int padding = -(used + more) & (size - 1);
        reserve(padding);
        used += padding;
    }

    private void put(int size, long value) {
        reserve(size);
        used += size;
        write(used, size, value);
    }

    private void write(int place, int size, long value) {
        for (int i = 0; i < size; i++) {
            bytes[bytes.length - place + i] = (byte) (value >> i * Byte.SIZE);
        }
    }

    private void reserve(int more) {
        if (used + more > bytes.length) {
            byte[] larger = new byte[Math.max(2 * bytes.length, used + more)];
            System.arraycopy(bytes, bytes.length - used, larger, larger.length - used, used);
            bytes = larger;
        }
    }
}
