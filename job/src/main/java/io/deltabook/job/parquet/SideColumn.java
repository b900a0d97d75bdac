// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Side;
import io.deltabook.number.RowFaults;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Sides, from the words bid and ask in any case or from a flag that is true for a bid. */
final class SideColumn extends ChunkColumn {
    private static final String BID = "bid";
    private static final String ASK = "ask";

    private final byte[] codes;
    private final Binary[] texts;
    private Binary lastText;
    private byte lastCode;

    SideColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        codes = new byte[capacity];
        boolean isFlag =
                descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN;
        texts = isFlag ? null : new Binary[capacity];
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

    private static byte codeOf(Binary text) {
        if (text.length() == BID.length()) {
            String word = text.toStringUsingUTF8();
            if (word.equalsIgnoreCase(BID)) {
                return Side.BID.code();
            }
            if (word.equalsIgnoreCase(ASK)) {
                return Side.ASK.code();
            }
        }
        return RowFaults.UNKNOWN_SIDE;
    }
}
