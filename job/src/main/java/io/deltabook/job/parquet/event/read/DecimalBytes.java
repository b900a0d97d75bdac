// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesConversion;
import io.deltabook.number.Decimal128Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/** The 16 bytes of a DECIMAL(38,18) as two longs. */
final class DecimalBytes {
    static final int LENGTH = Decimal128Bytes.LENGTH;

    /** Only checks that all values have their 16 bytes; converts nothing. */
    static final BytesConversion CHECK = DecimalBytes::check;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private DecimalBytes() {}

    private static void check(ByteSlices stored, int from, int to, long[] numbers) {
        for (int i = from; i < to; i++) {
            if (stored.length(i) != LENGTH) {
                throw new ParquetDecodingException(
                        "a DECIMAL(38,18) must have %d bytes, but has %d"
                                .formatted(LENGTH, stored.length(i)));
            }
        }
    }

    /** Splits the values {@code 0 … count − 1} that are not null into their halves. */
    static void split(ByteSlices stored, int count, long[] high, long[] low) {
        for (int i = 0; i < count; i++) {
            if (!stored.isNull(i)) {
                byte[] bytes = stored.bytes(i);
                int at = stored.at(i);
                high[i] = (long) LONGS.get(bytes, at);
                low[i] = (long) LONGS.get(bytes, at + Long.BYTES);
            }
        }
    }
}
