// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.IncidentCodec;
import io.deltabook.contract.Incident;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link IncidentCodec}. */
public final class IncidentSerializer extends ValueSerializer<Incident> {
    public static final IncidentSerializer INSTANCE = new IncidentSerializer();

    private static final long serialVersionUID = 1;

    private IncidentSerializer() {}

    @Override
    public void serialize(Incident value, DataOutputView out) throws IOException {
        IncidentCodec.write(value, out);
    }

    @Override
    public Incident deserialize(DataInputView in) throws IOException {
        return IncidentCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Incident> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Incident> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
