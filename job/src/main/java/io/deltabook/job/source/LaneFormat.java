// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.source.lane.LanePosition;
import io.deltabook.job.source.lane.ReadingRules;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/** Opens readers of lane groups, at their start or at the position of a checkpoint. */
final class LaneFormat implements BulkFormat<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final ReadingRules rules;
    private final TypeInformation<DeltaBatch> type;
    private final transient Intake intake;

    LaneFormat(ReadingRules rules, TypeInformation<DeltaBatch> type) {
        this(rules, type, null);
    }

    private LaneFormat(ReadingRules rules, TypeInformation<DeltaBatch> type, Intake intake) {
        this.rules = rules;
        this.type = type;
        this.intake = intake;
    }

    /** The format used by the readers of one subtask. */
    LaneFormat with(Intake ofSubtask) {
        return new LaneFormat(rules, type, ofSubtask);
    }

    @Override
    public LaneReader createReader(Configuration config, LaneSplit split) {
        return new LaneReader(split.group(), rules, LanePosition.START, intake);
    }

    @Override
    public LaneReader restoreReader(Configuration config, LaneSplit split) {
        LanePosition position = split.position();
        return new LaneReader(split.group(), rules, position, intake);
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
