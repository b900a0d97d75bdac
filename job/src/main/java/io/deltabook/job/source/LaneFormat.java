// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/** Opens readers of lane groups, at their beginning or where a checkpoint left them. */
final class LaneFormat implements BulkFormat<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final ReadingRules rules;
    private final TypeInformation<DeltaBatch> type;

    LaneFormat(ReadingRules rules, TypeInformation<DeltaBatch> type) {
        this.rules = rules;
        this.type = type;
    }

    @Override
    public LaneReader createReader(Configuration config, LaneSplit split) {
        return new LaneReader(split.group(), rules, LanePosition.START);
    }

    @Override
    public LaneReader restoreReader(Configuration config, LaneSplit split) {
        LanePosition position = LanePosition.of(split.getReaderPosition().orElseThrow());
        return new LaneReader(split.group(), rules, position);
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
