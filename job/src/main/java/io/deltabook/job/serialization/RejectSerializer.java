// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.RejectCodec;
import io.deltabook.contract.Reject;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link RejectCodec}. */
public final class RejectSerializer extends ValueSerializer<Reject> {
    public static final RejectSerializer INSTANCE = new RejectSerializer();

    private static final long serialVersionUID = 1;

    private RejectSerializer() {}

    @Override
    public void serialize(Reject value, DataOutputView out) throws IOException {
        RejectCodec.write(value, out);
    }

    @Override
    public Reject deserialize(DataInputView in) throws IOException {
        return RejectCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Reject> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Reject> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
