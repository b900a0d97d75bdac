// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.engine.LaneState;
import io.deltabook.engine.LaneStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link LaneStateCodec}; a lane's state is mutable, so copies are deep. */
public final class LaneStateSerializer extends TypeSerializerSingleton<LaneState> {
    public static final LaneStateSerializer INSTANCE = new LaneStateSerializer();

    private static final long serialVersionUID = 1;
    private static final int VARIABLE_LENGTH = -1;
    private static final int INITIAL_BYTES = 64 * 1024;

    private LaneStateSerializer() {}

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public LaneState createInstance() {
        return null;
    }

    @Override
    public LaneState copy(LaneState from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
            serialize(from, out);
            return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new IllegalStateException("a lane state must survive its own codec", e);
        }
    }

    @Override
    public LaneState copy(LaneState from, LaneState reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public void serialize(LaneState value, DataOutputView out) throws IOException {
        LaneStateCodec.write(value, out);
    }

    @Override
    public LaneState deserialize(DataInputView in) throws IOException {
        return LaneStateCodec.read(in);
    }

    @Override
    public LaneState deserialize(LaneState reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<LaneState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LaneState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
