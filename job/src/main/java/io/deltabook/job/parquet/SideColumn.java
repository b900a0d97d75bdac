// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Side;
import io.deltabook.job.parquet.page.LongPages;
import io.deltabook.job.parquet.page.PageColumn;
import io.deltabook.job.parquet.page.SlicePages;
import io.deltabook.job.parquet.page.Slices;
import io.deltabook.number.RowFaults;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Sides, from two words in any case or from a flag that is true for a bid. */
final class SideColumn implements ChunkColumn {
    private static final int LOWER_CASE = 0x20;
    private static final int LONGEST = 4;

    private final PageColumn pages;
    private final long[] codes;
    private final Slices texts;

    private SideColumn(ColumnDescriptor descriptor, String bid, String ask, int capacity) {
        if (descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN) {
            LongPages stored =
                    LongPages.converted(
                            descriptor, capacity, SideColumn::ofFlags, RowFaults.NULL_SIDE);
            pages = stored;
            codes = stored.values();
            texts = null;
        } else {
            long bidWord = packed(bid);
            long askWord = packed(ask);
            SlicePages stored =
                    SlicePages.stored(
                            descriptor,
                            capacity,
                            (words, from, to, sides) ->
                                    ofWords(words, from, to, sides, bidWord, askWord),
                            RowFaults.NULL_SIDE);
            pages = stored;
            codes = stored.values();
            texts = stored.stored();
        }
    }

    /** Sides of the book. */
    static SideColumn ofBook(ColumnDescriptor descriptor, int capacity) {
        return new SideColumn(descriptor, "bid", "ask", capacity);
    }

    /** Sides of trades, the aggressor's: a buy is {@link Side#BID}. */
    static SideColumn ofTrades(ColumnDescriptor descriptor, int capacity) {
        return new SideColumn(descriptor, "buy", "sell", capacity);
    }

    /** Code of the {@link Side}, or one of {@link RowFaults}. */
    int code(int row) {
        return (int) codes[row];
    }

    /** Codes of the {@link Side}, or of {@link RowFaults}. */
    long[] codes() {
        return codes;
    }

    /** The side as found, null where null. */
    String raw(int row) {
        if (texts != null) {
            return RawText.of(texts, row);
        }
        return codes[row] == RowFaults.NULL_SIDE
                ? null
                : String.valueOf(codes[row] == Side.BID.code());
    }

    @Override
    public PageColumn pages() {
        return pages;
    }

    private static void ofFlags(long[] flags, int from, int to) {
        long bid = Side.BID.code();
        long ask = Side.ASK.code();
        for (int i = from; i < to; i++) {
            flags[i] = flags[i] != 0 ? bid : ask;
        }
    }

    private static void ofWords(Slices words, int from, int to, long[] sides, long bid, long ask) {
        for (int i = from; i < to; i++) {
            long word = packed(words.bytes(i), words.at(i), words.length(i));
            sides[i] =
                    word == bid
                            ? Side.BID.code()
                            : word == ask ? Side.ASK.code() : RowFaults.UNKNOWN_SIDE;
        }
    }

    /** Length and letters of a short word in one number; the cases of a letter differ in a bit. */
    private static long packed(byte[] bytes, int at, int length) {
        if (length > LONGEST) {
            return -1;
        }
        long packed = length;
        for (int i = at; i < at + length; i++) {
            packed = packed << Byte.SIZE | (bytes[i] | LOWER_CASE) & 0xFF;
        }
        return packed;
    }

    private static long packed(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return packed(bytes, 0, bytes.length);
    }
}
