// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Lane;

/**
 * Rows of one lane, all of one UTC hour.
 *
 * @param <B> the batch itself
 */
public interface HourBatch<B extends HourBatch<B>> {
    Lane lane();

    /** UTC hour of all rows, hours since 1970-01-01T00Z. */
    long hour();

    /**
     * The same rows without unused capacity, for a batch that is kept for a while: this batch if it
     * has little. Numbers of the lane's pool are copied to a pool of the batch.
     */
    B compact();

    /** Approximate memory, bytes, without the lane, which is shared. */
    long heapBytes();
}
