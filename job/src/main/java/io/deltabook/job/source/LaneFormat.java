// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.config.BadFilePolicy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/** Opens readers of lane groups, at their beginning or where a checkpoint left them. */
final class LaneFormat implements BulkFormat<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final BadFilePolicy onBadFile;
    private final TypeInformation<DeltaBatch> type;

    LaneFormat(BadFilePolicy onBadFile, TypeInformation<DeltaBatch> type) {
        this.onBadFile = onBadFile;
        this.type = type;
    }

    @Override
    public LaneReader createReader(Configuration config, LaneSplit split) {
        return new LaneReader(new LaneWalk(split.group(), onBadFile, LanePosition.START), 0);
    }

    @Override
    public LaneReader restoreReader(Configuration config, LaneSplit split) {
        CheckpointedPosition position = split.getReaderPosition().orElseThrow();
        LanePosition start = LanePosition.ofPacked(position.getOffset());
        return new LaneReader(
                new LaneWalk(split.group(), onBadFile, start), position.getRecordsAfterOffset());
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<DeltaBatch> getProducedType() {
        return type;
    }
}
