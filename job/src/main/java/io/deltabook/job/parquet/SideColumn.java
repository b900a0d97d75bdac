// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Side;
import io.deltabook.number.RowFaults;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Sides, from two words in any case or from a flag that is true for a bid. */
final class SideColumn extends ChunkColumn {
    private final byte[] codes;
    private final Binary[] texts;
    private final String bid;
    private final String ask;
    private Binary lastText;
    private byte lastCode;

    private SideColumn(ColumnDescriptor descriptor, String bid, String ask, int capacity) {
        super(descriptor);
        this.bid = bid;
        this.ask = ask;
        codes = new byte[capacity];
        boolean isFlag =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN;
        texts = isFlag ? null : new Binary[capacity];
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
        return codes[row];
    }

    /** The side as found, null where null. */
    String raw(int row) {
        if (texts != null) {
            return RawText.of(texts[row]);
        }
        return codes[row] == RowFaults.NULL_SIDE
                ? null
                : String.valueOf(codes[row] == Side.BID.code());
    }

    @Override
    void store(ColumnReader reader, int row) {
        if (texts == null) {
            codes[row] = (reader.getBoolean() ? Side.BID : Side.ASK).code();
            return;
        }
        Binary text = reader.getBinary();
        texts[row] = text;
        if (text != lastText) {
            lastText = text;
            lastCode = codeOf(text);
        }
        codes[row] = lastCode;
    }

    @Override
    void storeNull(int row) {
        codes[row] = RowFaults.NULL_SIDE;
        if (texts != null) {
            texts[row] = null;
        }
    }

    private byte codeOf(Binary text) {
        if (text.length() <= Math.max(bid.length(), ask.length())) {
            String word = text.toStringUsingUTF8();
            if (word.equalsIgnoreCase(bid)) {
                return Side.BID.code();
            }
            if (word.equalsIgnoreCase(ask)) {
                return Side.ASK.code();
            }
        }
        return RowFaults.UNKNOWN_SIDE;
    }
}
