// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import org.apache.parquet.io.api.Binary;

/** One row of a delta file; reused. {@link DeltaMessage#NO_ID} stands for null in numbers. */
final class DeltaRow {
    static final Binary BID = Binary.fromConstantByteArray(new byte[] {'b', 'i', 'd'});
    static final Binary ASK = Binary.fromConstantByteArray(new byte[] {'a', 's', 'k'});

    long eventTime;
    long arrivalTime;
    long updateId;
    long firstId;
    long previousId;
    Binary side;
    double price;
    boolean priceIsNull;
    double quantity;
    boolean quantityIsNull;
    boolean snapshot;
}
