// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.FlagWords;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Marks rows that are part of a snapshot: BOOLEAN, 0 and 1, {@code true} and {@code false}, or
 * words for the kind of a row; null is no mark.
 */
public final class FlagColumn implements ChunkColumn {
    private final String name;
    private final boolean isInverted;
    private final ColumnDecoder pages;
    private final long[] flags;

    /**
     * @param isInverted whether the column marks the rows that are not part of a snapshot
     */
    private FlagColumn(ColumnDescriptor descriptor, boolean isInverted, int capacity) {
        this.name = descriptor.getPath()[0];
        this.isInverted = isInverted;
        if (descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
            BytesColumnDecoder stored =
                    BytesColumnDecoder.converted(descriptor, capacity, this::ofWords, 0);
            pages = stored;
            flags = stored.values();
        } else {
            LongColumnDecoder stored =
                    LongColumnDecoder.converted(descriptor, capacity, this::ofNumbers, 0);
            pages = stored;
            flags = stored.values();
        }
    }

    /** The column of a file that marks snapshots, null if it has none. */
    public static FlagColumn of(DeltaColumnBinding binding, int capacity) {
        if (binding.has(DeltaField.SNAPSHOT)) {
            return new FlagColumn(binding.column(DeltaField.SNAPSHOT), false, capacity);
        }
        return binding.has(DeltaField.CHANGE)
                ? new FlagColumn(binding.column(DeltaField.CHANGE), true, capacity)
                : null;
    }

    /** 1 where the row is part of a snapshot, else 0. */
    public long[] flags() {
        return flags;
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }

    private void ofNumbers(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((values[i] & ~1L) != 0) {
                throw unknown(String.valueOf(values[i]));
            }
            values[i] ^= isInverted ? 1 : 0;
        }
    }

    private void ofWords(ByteSlices words, int from, int to, long[] values) {
        for (int i = from; i < to; i++) {
            values[i] = ofWord(words, i) ^ (isInverted ? 1 : 0);
        }
    }

    private long ofWord(ByteSlices words, int i) {
        int code = FlagWords.code(words.bytes(i), words.at(i), words.length(i));
        if (code == FlagWords.UNKNOWN) {
            String word = FlagWords.text(words.bytes(i), words.at(i), words.length(i));
            throw unknown("'" + word + "'");
        }
        return code;
    }

    private ParquetDecodingException unknown(String found) {
        return new ParquetDecodingException(
                "column %s must tell whether a row is part of a snapshot, by true or false, 1 or 0, snapshot, snap or partial, update, set or delta, but is %s"
                        .formatted(name, found));
    }
}
