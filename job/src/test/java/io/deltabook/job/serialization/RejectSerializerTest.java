// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

final class RejectSerializerTest extends SerializerTestBase<Reject> {
    private static final LaneId LANE = new LaneId("E", "S");

    @Override
    protected TypeSerializer<Reject> createSerializer() {
        return RejectSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Reject> getTypeClass() {
        return Reject.class;
    }

    @Override
    protected boolean allowNullInstances(TypeSerializer<Reject> serializer) {
        return true;
    }

    @Override
    protected Reject[] getTestData() {
        return new Reject[] {
            new Reject(
                    LANE, InputTable.BOOK, "f", 1, RejectReason.NAN_PRICE, 2, 3, "b", "NaN", "1"),
            new Reject(
                    LANE,
                    InputTable.DELTAS,
                    "f",
                    0,
                    RejectReason.NULL_PRICE,
                    Missing.ID,
                    Missing.TIME,
                    null,
                    null,
                    null)
        };
    }
}
