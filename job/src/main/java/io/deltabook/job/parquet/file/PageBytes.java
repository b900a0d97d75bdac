// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Bytes to decode, and the current position in them. After the last byte the array has {@link
 * #SLACK} bytes of any content, so that eight bytes can be loaded at any position.
 */
public final class PageBytes {
    /** Bytes that an array must have after its end. */
    public static final int SLACK = Long.BYTES;

    public static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    public byte[] bytes;
    public int at;
    public int end;

    public void wrap(byte[] array, int from, int to) {
        bytes = array;
        at = from;
        end = to;
    }

    public int left() {
        return end - at;
    }

    /** Skips some bytes and returns the position of the first. */
    public int take(long count) {
        if (count < 0 || count > end - at) {
            throw new ParquetDecodingException(
                    "a page must have " + count + " bytes more, but has " + (end - at));
        }
        int start = at;
        at += (int) count;
        return start;
    }

    public int unsignedByte() {
        return bytes[take(1)] & 0xFF;
    }

    public int fixedInt() {
        return intAt(bytes, take(Integer.BYTES));
    }

    public static int intAt(byte[] bytes, int place) {
        return (int) INT.get(bytes, place);
    }

    /** An unsigned number of at most 31 bits. */
    public int count() {
        int number = unsignedInt();
        if (number < 0) {
            throw new ParquetDecodingException(
                    "a count must have at most 31 bits, but was " + Integer.toUnsignedLong(number));
        }
        return number;
    }

    /** An unsigned number of at most 32 bits. */
    public int unsignedInt() {
        long number = varLong();
        if (number >>> Integer.SIZE != 0) {
            throw new ParquetDecodingException(
                    "a number must have at most 32 bits, but was " + Long.toUnsignedString(number));
        }
        return (int) number;
    }

    public long zigZag() {
        long number = varLong();
        return number >>> 1 ^ -(number & 1);
    }

    private long varLong() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = unsignedByte();
            number |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                return number;
            }
        }
        throw new ParquetDecodingException("a number must have at most 64 bits, but has more");
    }
}
