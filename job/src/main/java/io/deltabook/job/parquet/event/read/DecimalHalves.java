// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.number.Decimal128Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes the 16 bytes of DECIMAL(38,18) values to two longs, those of a dictionary once. The
 * decoder's own numbers are the places where the halves lie: in the dictionary, or, complemented,
 * among the values of a chunk that no dictionary holds.
 */
final class DecimalHalves {
    static final int LENGTH = Decimal128Bytes.LENGTH;

    /** The place of null. */
    private static final int NONE = Integer.MIN_VALUE;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final BytesColumnDecoder decoder;
    private long[] dictionaryHigh = {};
    private long[] dictionaryLow = {};
    private long[] plainHigh = {};
    private long[] plainLow = {};

    /**
     * @param capacity entries of a chunk, a column of lists may grow beyond
     */
    DecimalHalves(ColumnDescriptor column, int capacity) {
        decoder = BytesColumnDecoder.converted(column, capacity, this::convert, NONE);
    }

    BytesColumnDecoder decoder() {
        return decoder;
    }

    private void convert(ByteSlices stored, int from, int to, long[] numbers) {
        if (numbers != decoder.values()) {
            dictionaryHigh = new long[to];
            dictionaryLow = new long[to];
            read(stored, from, to, dictionaryHigh, dictionaryLow);
            for (int i = from; i < to; i++) {
                numbers[i] = i;
            }
            return;
        }
        if (to > plainHigh.length) {
            plainHigh = Arrays.copyOf(plainHigh, numbers.length);
            plainLow = Arrays.copyOf(plainLow, numbers.length);
        }
        read(stored, from, to, plainHigh, plainLow);
        for (int i = from; i < to; i++) {
            numbers[i] = ~i;
        }
    }

    private static void read(ByteSlices stored, int from, int to, long[] high, long[] low) {
        for (int i = from; i < to; i++) {
            if (stored.length(i) != LENGTH) {
                throw new ParquetDecodingException(
                        "a DECIMAL(38,18) must have %d bytes, but has %d"
                                .formatted(LENGTH, stored.length(i)));
            }
            byte[] bytes = stored.bytes(i);
            int at = stored.at(i);
            high[i] = (long) LONGS.get(bytes, at);
            low[i] = (long) LONGS.get(bytes, at + Long.BYTES);
        }
    }

    /** The halves of the values {@code 0 … count − 1} of a chunk; those of null are undefined. */
    void split(int count, long[] high, long[] low) {
        long[] places = decoder.values();
        for (int i = 0; i < count; i++) {
            split((int) places[i], i, high, low);
        }
    }

    /** As above, for a column whose decoder leaves the places of nulls undefined. */
    void splitPresent(int count, long[] high, long[] low) {
        long[] places = decoder.values();
        for (int i = 0; i < count; i++) {
            if (!decoder.isNullRow(i)) {
                split((int) places[i], i, high, low);
            }
        }
    }

    private void split(int place, int i, long[] high, long[] low) {
        if (place >= 0) {
            high[i] = dictionaryHigh[place];
            low[i] = dictionaryLow[place];
        } else if (place != NONE) {
            high[i] = plainHigh[~place];
            low[i] = plainLow[~place];
        }
    }
}
