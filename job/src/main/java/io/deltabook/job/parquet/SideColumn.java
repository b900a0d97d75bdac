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
            byte[] bidWord = bid.getBytes(StandardCharsets.US_ASCII);
            byte[] askWord = ask.getBytes(StandardCharsets.US_ASCII);
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

    private static void ofWords(
            Slices words, int from, int to, long[] sides, byte[] bid, byte[] ask) {
        for (int i = from; i < to; i++) {
            byte[] bytes = words.bytes(i);
            int at = words.at(i);
            int length = words.length(i);
            sides[i] =
                    isWord(bytes, at, length, bid)
                            ? Side.BID.code()
                            : isWord(bytes, at, length, ask)
                                    ? Side.ASK.code()
                                    : RowFaults.UNKNOWN_SIDE;
        }
    }

    /** The words are of letters only, whose cases differ in one bit. */
    private static boolean isWord(byte[] bytes, int at, int length, byte[] word) {
        if (length != word.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[at + i] | LOWER_CASE) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
