// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.DeltaBatchCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link DeltaBatchCodec}. */
public final class DeltaBatchSerializer extends ValueSerializer<DeltaBatch> {
    public static final DeltaBatchSerializer INSTANCE = new DeltaBatchSerializer();

    private static final long serialVersionUID = 1;

    private DeltaBatchSerializer() {}

    @Override
    public void serialize(DeltaBatch value, DataOutputView out) throws IOException {
        DeltaBatchCodec.write(value, out);
    }

    @Override
    public DeltaBatch deserialize(DataInputView in) throws IOException {
        return DeltaBatchCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<DeltaBatch> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeltaBatch> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
