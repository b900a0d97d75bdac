// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import org.apache.parquet.io.api.Binary;

/** One row of a delta file; reused. {@link DeltaMessage#NO_ID} stands for null in numbers. */
public final class NativeRow {
    public static final Binary BID = Binary.fromConstantByteArray(new byte[] {'b', 'i', 'd'});
    public static final Binary ASK = Binary.fromConstantByteArray(new byte[] {'a', 's', 'k'});

    public long eventTime;
    public long arrivalTime;
    public long updateId;
    public long firstId;
    public long previousId;
    public Binary side;
    public double price;
    boolean priceIsNull;
    public double quantity;
    boolean quantityIsNull;
    public boolean snapshot;
}
