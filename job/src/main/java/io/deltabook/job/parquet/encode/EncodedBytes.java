// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes of a page being encoded, in a growing array that is reused for the next page. */
public final class EncodedBytes {
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    public byte[] bytes = new byte[64];
    public int size;

    public void clear() {
        size = 0;
    }

    /** Makes room for some bytes after {@link #size}. */
    void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
        }
    }

    public void addByte(int octet) {
        reserve(1);
        bytes[size++] = (byte) octet;
    }

    void addBytes(byte[] from, int at, int length) {
        reserve(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
    }

    /** Adds the lowest bytes of a number, little-endian; at most 4. */
    void addLowBytes(int number, int count) {
        for (int i = 0; i < count; i++) {
            addByte(number >>> (Byte.SIZE * i));
        }
    }

    /** Adds 4 bytes, little-endian. */
    void addInt(int number) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, number);
        size += Integer.BYTES;
    }

    /** Overwrites 4 bytes, little-endian. */
    void setInt(int at, int number) {
        INT.set(bytes, at, number);
    }

    /** Adds 8 bytes, little-endian. */
    void addLong(long number) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, number);
        size += Long.BYTES;
    }

    /** Adds an unsigned varint (ULEB128). */
    void addVarLong(long number) {
        reserve(10);
        long left = number;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    /** Adds a signed number as a zigzag varint. */
    void addZigZag(long number) {
        addVarLong((number << 1) ^ (number >> 63));
    }

    /** A view of the bytes, valid until they change. */
    public BytesInput view() {
        return size == 0 ? BytesInput.empty() : BytesInput.from(bytes, 0, size);
    }
}
