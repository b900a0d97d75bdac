// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.LongConversion;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Trade ids, as integers, whole doubles or decimal strings. Null and NaN become {@link Missing#ID};
 * anything but a signed 64-bit integer becomes {@link Missing#UNUSABLE_ID}.
 */
public final class TradeIds {
    private TradeIds() {}

    public static IdColumn column(ColumnDescriptor descriptor, int capacity) {
        return new IdColumn(descriptor, capacity, TradeIds::ofTexts, conversion(descriptor));
    }

    private static LongConversion conversion(ColumnDescriptor descriptor) {
        boolean isUnsigned = IdColumn.isUnsigned(descriptor);
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> isUnsigned ? IdColumn::unsignedInts : LongConversion.NONE;
            case INT64 -> (ids, from, to) -> ofLongs(ids, from, to, isUnsigned);
            default -> TradeIds::ofDoubles;
        };
    }

    private static void ofLongs(long[] ids, int from, int to, boolean isUnsigned) {
        long min = isUnsigned ? 0 : Missing.UNUSABLE_ID + 1;
        for (int i = from; i < to; i++) {
            ids[i] = ids[i] < min ? Missing.UNUSABLE_ID : ids[i];
        }
    }

    private static void ofDoubles(long[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] = ofDouble(Double.longBitsToDouble(ids[i]));
        }
    }

    private static long ofDouble(double id) {
        if (Double.isNaN(id)) {
            return Missing.ID;
        }
        boolean isExact = id == Math.rint(id) && Math.abs(id) < IdColumn.EXACT_DOUBLES;
        return isExact ? (long) id : Missing.UNUSABLE_ID;
    }

    private static void ofTexts(ByteSlices stored, int from, int to, long[] ids) {
        for (int i = from; i < to; i++) {
            byte[] bytes = stored.bytes(i);
            ids[i] =
                    ofText(
                            new String(
                                    bytes, stored.at(i), stored.length(i), StandardCharsets.UTF_8));
        }
    }

    /** Only the canonical spelling of a number, so that no two ids become one. */
    private static long ofText(String id) {
        try {
            long value = Long.parseLong(id);
            boolean isExact = value > Missing.UNUSABLE_ID && Long.toString(value).equals(id);
            return isExact ? value : Missing.UNUSABLE_ID;
        } catch (NumberFormatException e) {
            return Missing.UNUSABLE_ID;
        }
    }
}
