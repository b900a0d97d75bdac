// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

import io.deltabook.contract.LaneId;

/**
 * The digests of the datasets that follow from a lane's events; of their columns as written, except
 * that times are ns and DOUBLE twins are left out.
 *
 * @param quotes digests of the hours of its quotes
 * @param periods digest of its periods
 */
public record DerivedDigests(LaneDigest quotes, RowsDigest periods) {
    /** Exchange and symbol. */
    public LaneId lane() {
        return quotes.lane();
    }
}
