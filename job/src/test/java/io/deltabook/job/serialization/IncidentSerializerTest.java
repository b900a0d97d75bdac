// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import java.math.BigDecimal;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

final class IncidentSerializerTest extends SerializerTestBase<Incident> {
    @Override
    protected TypeSerializer<Incident> createSerializer() {
        return IncidentSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Incident> getTypeClass() {
        return Incident.class;
    }

    @Override
    protected boolean allowNullInstances(TypeSerializer<Incident> serializer) {
        return true;
    }

    @Override
    protected Incident[] getTestData() {
        LaneId lane = new LaneId("E", "S");
        return new Incident[] {
            new Incident(
                    lane,
                    1,
                    2,
                    IncidentKind.GAP,
                    "r",
                    "deltas",
                    3,
                    4,
                    5,
                    6,
                    7,
                    Side.ASK,
                    new BigDecimal("8.5"),
                    new BigDecimal("9"),
                    0.5,
                    "d"),
            new Incident(
                    lane,
                    1,
                    2,
                    IncidentKind.RESYNC,
                    null,
                    null,
                    3,
                    4,
                    5,
                    6,
                    7,
                    null,
                    new BigDecimal("8.5"),
                    new BigDecimal("9"),
                    Double.NaN,
                    null)
        };
    }
}
