// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ListColumnDecoder;
import org.apache.parquet.schema.MessageType;

/** The prices or quantities of a list of levels, DECIMAL(38,18). */
final class ListedDecimals extends ListedValues {
    private final DecimalHalves halves;
    private long[] high = new long[ListColumnDecoder.CAPACITY];
    private long[] low = new long[ListColumnDecoder.CAPACITY];

    private ListedDecimals(DecimalHalves halves) {
        super(halves.decoder());
        this.halves = halves;
    }

    static ListedDecimals of(MessageType schema, String list, String name) {
        return new ListedDecimals(
                new DecimalHalves(column(schema, list, name), ListColumnDecoder.CAPACITY));
    }

    /**
     * The lists of a chunk were read.
     *
     * @param entries number of their entries
     */
    void take(int entries) {
        if (entries > high.length) {
            int room = Math.max(entries, 2 * high.length);
            high = new long[room];
            low = new long[room];
        }
        halves.split(entries, high, low);
    }

    long high(int row, int index) {
        return high[at(row, index)];
    }

    long low(int row, int index) {
        return low[at(row, index)];
    }
}
