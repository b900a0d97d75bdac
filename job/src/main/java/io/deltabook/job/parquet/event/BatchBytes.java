// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.Serializable;

/**
 * Upper bounds of the uncompressed size of batches in a file.
 *
 * @param <B> the batch
 */
public interface BatchBytes<B> extends Serializable {
    /** Maximum bytes of a batch. */
    long atMost(B batch);
}
