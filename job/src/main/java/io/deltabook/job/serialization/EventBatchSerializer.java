// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.EventBatchCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link EventBatchCodec}. */
public final class EventBatchSerializer extends ValueSerializer<EventBatch> {
    public static final EventBatchSerializer INSTANCE = new EventBatchSerializer();

    private static final long serialVersionUID = 1;

    private EventBatchSerializer() {}

    @Override
    public void serialize(EventBatch value, DataOutputView out) throws IOException {
        EventBatchCodec.write(value, out);
    }

    @Override
    public EventBatch deserialize(DataInputView in) throws IOException {
        return EventBatchCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<EventBatch> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventBatch> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
