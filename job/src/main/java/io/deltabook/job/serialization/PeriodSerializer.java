// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.statistics.Period;
import io.deltabook.statistics.PeriodCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link PeriodCodec}. */
public final class PeriodSerializer extends ValueSerializer<Period> {
    public static final PeriodSerializer INSTANCE = new PeriodSerializer();

    private static final long serialVersionUID = 1;

    private PeriodSerializer() {}

    @Override
    public void serialize(Period value, DataOutputView out) throws IOException {
        PeriodCodec.write(value, out);
    }

    @Override
    public Period deserialize(DataInputView in) throws IOException {
        return PeriodCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Period> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Period> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
