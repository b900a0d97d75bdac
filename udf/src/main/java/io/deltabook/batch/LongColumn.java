// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Binary form of long columns: one bulk copy per column, little-endian, of all values or of runs of
 * equal values.
 */
final class LongColumn {
    private static final int BYTES = Long.BYTES;
    private static final int PLAIN = -1;
    private static final int FEWEST_ROWS_PER_RUN = 4;

    private LongColumn() {}

    static void write(long[] values, int size, DataOutput out) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(size, BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values, 0, size);
        out.write(bytes);
    }

    static void read(long[] values, int size, DataInput in) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(size, BYTES)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values, 0, size);
    }

    /**
     * Writes a column whose values repeat, such as those shared by all rows of a message, as runs;
     * any other column value by value.
     */
    static void writeRuns(long[] values, int size, DataOutput out) throws IOException {
        int runs = runs(values, size);
        if (runs > size / FEWEST_ROWS_PER_RUN) {
            out.writeInt(PLAIN);
            write(values, size, out);
            return;
        }
        out.writeInt(runs);
        long[] ofRuns = new long[2 * runs];
        int start = 0;
        for (int run = 0; run < runs; run++) {
            int end = endOfRun(values, size, start);
            ofRuns[2 * run] = values[start];
            ofRuns[2 * run + 1] = end;
            start = end;
        }
        write(ofRuns, 2 * runs, out);
    }

    private static int runs(long[] values, int size) {
        int runs = size == 0 ? 0 : 1;
        for (int i = 1; i < size; i++) {
            runs += values[i] == values[i - 1] ? 0 : 1;
        }
        return runs;
    }

    private static int endOfRun(long[] values, int size, int start) {
        long value = values[start];
        int end = start + 1;
        while (end < size && values[end] == value) {
            end++;
        }
        return end;
    }

    static void readRuns(long[] values, int size, DataInput in) throws IOException {
        int runs = in.readInt();
        if (runs == PLAIN) {
            read(values, size, in);
            return;
        }
        long[] ofRuns = new long[Math.multiplyExact(2, runs)];
        read(ofRuns, ofRuns.length, in);
        int start = 0;
        for (int run = 0; run < runs; run++) {
            int end = Math.toIntExact(ofRuns[2 * run + 1]);
            Arrays.fill(values, start, end, ofRuns[2 * run]);
            start = end;
        }
    }

    /** Writes prices or quantities; tokens of a pool are written as their numbers. */
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
