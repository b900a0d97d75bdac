// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.LaneStatisticsCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's shell of {@link LaneStatisticsCodec}. The row is written when its lane has ended, so its
 * counters no longer change.
 */
public final class LaneStatisticsSerializer extends ValueSerializer<LaneStatistics> {
    public static final LaneStatisticsSerializer INSTANCE = new LaneStatisticsSerializer();

    private static final long serialVersionUID = 1;

    private LaneStatisticsSerializer() {}

    @Override
    public void serialize(LaneStatistics value, DataOutputView out) throws IOException {
        LaneStatisticsCodec.write(value, out);
    }

    @Override
    public LaneStatistics deserialize(DataInputView in) throws IOException {
        return LaneStatisticsCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<LaneStatistics> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer; the format's own version byte identifies old versions. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LaneStatistics> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
