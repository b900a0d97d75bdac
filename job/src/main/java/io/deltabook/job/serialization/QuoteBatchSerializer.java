// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.batch.QuoteBatchCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's shell of {@link QuoteBatchCodec}. */
public final class QuoteBatchSerializer extends ValueSerializer<QuoteBatch> {
    public static final QuoteBatchSerializer INSTANCE = new QuoteBatchSerializer();

    private static final long serialVersionUID = 1;

    private QuoteBatchSerializer() {}

    @Override
    public void serialize(QuoteBatch value, DataOutputView out) throws IOException {
        QuoteBatchCodec.write(value, out);
    }

    @Override
    public QuoteBatch deserialize(DataInputView in) throws IOException {
        return QuoteBatchCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<QuoteBatch> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<QuoteBatch> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
