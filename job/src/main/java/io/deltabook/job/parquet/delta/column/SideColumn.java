// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.RowFaults;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.SideWords;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Sides, from case-insensitive words, numbers, or a flag that is set for a bid. */
public final class SideColumn implements ChunkColumn {
    private final ColumnDecoder pages;
    private final long[] codes;
    private final ByteSlices texts;
    private final LongColumnDecoder numbers;
    private final boolean isBoolean;

    private SideColumn(ColumnDescriptor descriptor, SideWords words, int capacity) {
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        isBoolean = type == PrimitiveTypeName.BOOLEAN;
        if (type == PrimitiveTypeName.BINARY) {
            BytesColumnDecoder stored =
                    BytesColumnDecoder.stored(
                            descriptor,
                            capacity,
                            (slices, from, to, sides) -> ofWords(words, slices, from, to, sides),
                            RowFaults.NULL_SIDE);
            pages = stored;
            codes = stored.values();
            texts = stored.stored();
            numbers = null;
            return;
        }
        texts = null;
        numbers =
                isBoolean
                        ? LongColumnDecoder.converted(
                                descriptor, capacity, SideColumn::ofFlags, RowFaults.NULL_SIDE)
                        : LongColumnDecoder.stored(
                                descriptor,
                                capacity,
                                (values, from, to) -> ofNumbers(words, values, from, to),
                                RowFaults.NULL_SIDE);
        pages = numbers;
        codes = numbers.values();
    }

    /** Sides of the book. */
    public static SideColumn ofBook(ColumnDescriptor descriptor, SideValues values, int capacity) {
        SideWords words = SideWords.ofBook(descriptor.getPath()[0], values);
        return new SideColumn(descriptor, words, capacity);
    }

    /**
     * Sides of trades, the aggressor's: a buy is {@link Side#BID}, unknown to the venue is {@link
     * RowFaults#NO_SIDE}.
     */
    public static SideColumn ofTrades(
            ColumnDescriptor descriptor, SideValues values, int capacity) {
        return new SideColumn(descriptor, SideWords.ofTrades(values), capacity);
    }

    /** Code of the {@link Side}, or one of {@link RowFaults}. */
    public int code(int row) {
        return (int) codes[row];
    }

    /** Codes of the {@link Side}, or of {@link RowFaults}. */
    public long[] codes() {
        return codes;
    }

    /** The side as found; null if it is null. */
    public String raw(int row) {
        if (texts != null) {
            return RawText.of(texts, row);
        }
        if (codes[row] == RowFaults.NULL_SIDE) {
            return null;
        }
        return isBoolean
                ? String.valueOf(codes[row] == Side.BID.code())
                : String.valueOf(numbers.stored(row));
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }

    private static void ofFlags(long[] flags, int from, int to) {
        long bid = Side.BID.code();
        long ask = Side.ASK.code();
        for (int i = from; i < to; i++) {
            flags[i] = flags[i] != 0 ? bid : ask;
        }
    }

    private static void ofNumbers(SideWords words, long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = words.code(values[i]);
        }
    }

    private static void ofWords(
            SideWords words, ByteSlices slices, int from, int to, long[] sides) {
        for (int i = from; i < to; i++) {
            sides[i] = words.code(slices.bytes(i), slices.at(i), slices.length(i));
        }
    }
}
