// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import io.deltabook.contract.RowFaults;
import io.deltabook.contract.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The case-insensitive words for the sides of a table, encoded as numbers for fast comparison. */
public final class SideWords {
    private static final SideValues FLAGS =
            new SideValues(List.of("true", "1"), List.of("false", "0"));

    private static final byte LOWER_CASE = 0x20;

    private final long[] words;
    private final int[] codes;
    private int size;

    private SideWords(List<String> bid, List<String> ask, List<String> none, SideValues values) {
        int max = bid.size() + ask.size() + none.size();
        max += values.bid().size() + values.ask().size();
        words = new long[max];
        codes = new int[max];
        add(values.bid(), Side.BID.code());
        add(values.ask(), Side.ASK.code());
        add(bid, Side.BID.code());
        add(ask, Side.ASK.code());
        add(none, RowFaults.NO_SIDE);
    }

    /**
     * Words for a side of the book, where buy means bid.
     *
     * @param column name of the column; one of them has flags instead of words
     */
    public static SideWords ofBook(String column, SideValues values) {
        boolean isFlag = values.isEmpty() && column.equals(SideValues.FLAG_COLUMN);
        return new SideWords(
                List.of("bid", "b", "bids", "buy"),
                List.of("ask", "a", "asks", "sell"),
                List.of(),
                isFlag ? FLAGS : values);
    }

    /** Words for the aggressor of a trade. */
    public static SideWords ofTrades(SideValues values) {
        return new SideWords(List.of("buy"), List.of("sell"), List.of("unknown"), values);
    }

    private void add(List<String> texts, int code) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            words[size] = packed(bytes, 0, bytes.length);
            codes[size++] = code;
        }
    }

    /** Code of the side meant by a word, or {@link RowFaults#UNKNOWN_SIDE}. */
    public int code(byte[] bytes, int at, int length) {
        long word = packed(bytes, at, length);
        for (int i = 0; i < size; i++) {
            if (words[i] == word) {
                return codes[i];
            }
        }
        return RowFaults.UNKNOWN_SIDE;
    }

    public int code(long number) {
        byte[] text = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        return code(text, 0, text.length);
    }

    /** Length and letters of a short word in one number, ignoring case. */
    private static long packed(byte[] bytes, int at, int length) {
        if (length > SideValues.LONGEST) {
            return -1;
        }
        long packed = length;
        for (int i = at; i < at + length; i++) {
            boolean isUpper = bytes[i] >= 'A' && bytes[i] <= 'Z';
            packed = packed << Byte.SIZE | (isUpper ? bytes[i] | LOWER_CASE : bytes[i]) & 0xFF;
        }
        return packed;
    }
}
