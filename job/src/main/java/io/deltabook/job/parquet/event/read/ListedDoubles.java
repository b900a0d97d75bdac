// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ListColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import org.apache.parquet.schema.MessageType;

/** The DOUBLE twins of the prices or quantities of a list of levels. */
final class ListedDoubles extends ListedValues {
    private final LongColumnDecoder leaf;

    private ListedDoubles(LongColumnDecoder leaf) {
        super(leaf);
        this.leaf = leaf;
    }

    static ListedDoubles of(MessageType schema, String list, String name) {
        return new ListedDoubles(
                LongColumnDecoder.converted(
                        column(schema, list, name),
                        ListColumnDecoder.CAPACITY,
                        LongConversion.NONE,
                        0));
    }

    double value(int row, int index) {
        return Double.longBitsToDouble(leaf.values()[at(row, index)]);
    }
}
