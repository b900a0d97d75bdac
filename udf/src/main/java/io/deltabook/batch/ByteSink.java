// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Collects small numbers as varints and writes them in one piece, because a {@link DataOutput} is
 * slow for single bytes. Reused: {@link #writeTo} empties it.
 *
 * <p>Not thread-safe.
 */
public final class ByteSink {
    /** Maximum bytes of a number. */
    private static final int MAX_BYTES = 10;

    private static final VarHandle WHOLE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[1024];
    private int size;

    /** Adds a number as a varint; small non-negative ones take few bytes. */
    public void add(long number) {
        makeRoom();
        byte[] to = bytes;
        int at = size;
        long left = number;
        while ((left & ~SEVEN_BITS) != 0) {
            to[at++] = (byte) (left | MORE);
            left >>>= 7;
        }
        to[at++] = (byte) left;
        size = at;
    }

    /** Adds a number in eight bytes, which is faster if most numbers are large. */
    public void addWhole(long number) {
        makeRoom();
        WHOLE.set(bytes, size, number);
        size += Long.BYTES;
    }

    private void makeRoom() {
        if (bytes.length - size < MAX_BYTES) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    /** Writes the length and the bytes, and empties this. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Reads what {@link #writeTo} wrote, from the start. */
    public static Source source(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new Source(bytes);
    }

    /** Reads numbers in the order they were added. */
    public static final class Source {
        private final byte[] bytes;
        private int at;

        private Source(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The next number of {@link ByteSink#addWhole}. */
        public long nextWhole() {
            long number = (long) WHOLE.get(bytes, at);
            at += Long.BYTES;
            return number;
        }

        /** The next number of {@link ByteSink#add}. */
        public long next() {
            long number = 0;
            int shift = 0;
            while (true) {
                byte part = bytes[at++];
                number |= (long) (part & SEVEN_BITS) << shift;
                if (part >= 0) {
                    return number;
                }
                shift += 7;
            }
        }
    }
}
