// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Binary form of long columns: one bulk copy a column, big-endian. */
final class LongColumn {
    private static final int BYTES = Long.BYTES;

    private LongColumn() {}

    static void write(long[] values, int size, DataOutput out) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(size, BYTES)];
        ByteBuffer.wrap(bytes).asLongBuffer().put(values, 0, size);
        out.write(bytes);
    }

    static void read(long[] values, int size, DataInput in) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(size, BYTES)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asLongBuffer().get(values, 0, size);
    }

    /** Writes a column of one repeated value, such as an absent one, as that value. */
    static void writeOptional(long[] values, int size, DataOutput out) throws IOException {
        boolean constant = isConstant(values, size);
        out.writeBoolean(constant);
        if (!constant) {
            write(values, size, out);
        } else if (size > 0) {
            out.writeLong(values[0]);
        }
    }

    static void readOptional(long[] values, int size, DataInput in) throws IOException {
        if (!in.readBoolean()) {
            read(values, size, in);
        } else if (size > 0) {
            Arrays.fill(values, 0, size, in.readLong());
        }
    }

    private static boolean isConstant(long[] values, int size) {
        for (int i = 1; i < size; i++) {
            if (values[i] != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** Writes prices or quantities: the numbers themselves where they are tokens of a pool. */
    static void writeNumbers(long[] values, int size, WideDecimals pool, DataOutput out)
            throws IOException {
        if (pool == null) {
            write(values, size, out);
            return;
        }
        for (int i = 0; i < size; i++) {
            WideDecimals.write(pool, values[i], out);
        }
    }

    static void readNumbers(long[] values, int size, WideDecimals pool, DataInput in)
            throws IOException {
        if (pool == null) {
            read(values, size, in);
            return;
        }
        for (int i = 0; i < size; i++) {
            values[i] = WideDecimals.read(pool, in);
        }
    }
}
