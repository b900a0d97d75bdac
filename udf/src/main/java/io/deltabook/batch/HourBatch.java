// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.Lane;

/** Rows of one lane, all of one UTC hour. */
public interface HourBatch {
    Lane lane();

    /** UTC hour of all rows, hours since 1970-01-01T00Z. */
    long hour();
}
