// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.batch.QuoteBatch;

/** Upper bounds of the uncompressed size of quotes in a file. */
public final class QuoteBytes implements BatchBytes<QuoteBatch> {
    /** Four longs, four DECIMAL(38,18) with DOUBLE twins, indices and levels. */
    public static final long ROW = 144;

    private static final long serialVersionUID = 1;

    @Override
    public long atMost(QuoteBatch batch) {
        return ROW * batch.size();
    }
}
