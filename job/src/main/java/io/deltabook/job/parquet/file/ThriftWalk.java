// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import org.apache.parquet.io.ParquetDecodingException;

/**
 * Walks over a struct in Thrift's compact protocol without creating objects. A few bytes may
 * declare lists of billions of elements or endlessly nested structs; a struct that was walked can
 * be decoded in memory proportional to the number of its parts.
 */
public final class ThriftWalk {
    private static final int MAX_DEPTH = 32;
    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final PageBytes bytes = new PageBytes();
    private final long maxParts;
    private final Visitor visitor;
    private long parts;
    private int depth;
    private int field;

    /** Visits the elements of the lists in the outermost struct. */
    public interface Visitor {
        /** A numeric field of a struct in a list. */
        void number(int list, int field, long value);

        /** The end of a struct in a list. */
        void end(int list);
    }

    /**
     * @param maxParts maximum number of fields and list elements
     */
    public ThriftWalk(long maxParts, Visitor visitor) {
        this.maxParts = maxParts;
        this.visitor = visitor;
    }

    /**
     * Walks over the struct at the start of some bytes.
     *
     * @throws ParquetDecodingException if they end too early, are not a struct, or have too many
     *     parts
     */
    public void walk(byte[] array) {
        bytes.wrap(array, 0, array.length);
        parts = 0;
        depth = 0;
        struct(0, 0);
    }

    /**
     * @param outer field of the outermost struct that contains it
     * @param level its depth below that field's list
     */
    private void struct(int outer, int level) {
        enter();
        int id = 0;
        for (int head = bytes.unsignedByte(); head != STOP; head = bytes.unsignedByte()) {
            count(1);
            int step = head >>> 4;
            id = step == 0 ? (int) bytes.zigZag() : id + step;
            int type = head & 0xF;
            if (depth == 1) {
                field = id;
            }
            if (type == TRUE || type == FALSE) {
                continue;
            }
            boolean isNumber = type == I16 || type == I32 || type == I64;
            if (isNumber && level == 1) {
                visitor.number(outer, id, bytes.zigZag());
            } else {
                value(type);
            }
        }
        depth--;
        if (level == 1) {
            visitor.end(outer);
        }
    }

    private void value(int type) {
        switch (type) {
            case TRUE, FALSE, BYTE -> bytes.take(1);
            case I16, I32, I64 -> bytes.zigZag();
            case DOUBLE -> bytes.take(Double.BYTES);
            case BINARY -> bytes.take(bytes.count());
            case LIST, SET -> list();
            case MAP -> map();
            case STRUCT -> struct(field, 0);
            default ->
                    throw new ParquetDecodingException(
                            "a field must have one of Thrift's types 1..12, but has " + type);
        }
    }

    private void list() {
        enter();
        int head = bytes.unsignedByte();
        int size = head >>> 4 == LONG_LIST ? bytes.count() : head >>> 4;
        int type = head & 0xF;
        requireLeft(size);
        count(size);
        boolean isOutermost = depth == 2;
        for (int i = 0; i < size; i++) {
            if (type == STRUCT) {
                struct(field, isOutermost ? 1 : 0);
            } else {
                value(type);
            }
        }
        depth--;
    }

    private void map() {
        enter();
        int size = bytes.count();
        if (size > 0) {
            int types = bytes.unsignedByte();
            requireLeft(size);
            count(2L * size);
            for (int i = 0; i < size; i++) {
                value(types >>> 4);
                value(types & 0xF);
            }
        }
        depth--;
    }

    private void requireLeft(int size) {
        if (size > bytes.left()) {
            throw new ParquetDecodingException(
                    "a list must have at most the %s remaining bytes as elements, but has %s"
                            .formatted(bytes.left(), size));
        }
    }

    private void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new ParquetDecodingException(
                    "structs must be nested at most %s deep, but are nested deeper"
                            .formatted(MAX_DEPTH));
        }
    }

    private void count(long more) {
        parts += more;
        if (parts > maxParts) {
            throw new ParquetDecodingException(
                    "at most " + maxParts + " parts fit this heap, but there are more");
        }
    }
}
