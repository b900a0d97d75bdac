// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.source.lane.LanePosition;
import io.deltabook.job.source.lane.ReadingRules;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/** Opens readers of lane groups, at their start or at the position of a checkpoint. */
final class LaneFormat implements BulkFormat<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final ReadingRules rules;
    private final TypeInformation<DeltaBatch> type;
    private final transient Intake intake;
    private final transient ReachedEnds ends;

    LaneFormat(ReadingRules rules, TypeInformation<DeltaBatch> type) {
        this(rules, type, null, null);
    }

    private LaneFormat(
            ReadingRules rules, TypeInformation<DeltaBatch> type, Intake intake, ReachedEnds ends) {
        this.rules = rules;
        this.type = type;
        this.intake = intake;
        this.ends = ends;
    }

    /** The format used by the readers of one subtask. */
    LaneFormat with(Intake ofSubtask, ReachedEnds reached) {
        return new LaneFormat(rules, type, ofSubtask, reached);
    }

    @Override
    public LaneReader createReader(Configuration config, LaneSplit split) {
        return reader(split, LanePosition.START);
    }

    @Override
    public LaneReader restoreReader(Configuration config, LaneSplit split) {
        return reader(split, split.position());
    }

    private LaneReader reader(LaneSplit split, LanePosition from) {
        Consumer<LanePosition> atEnd =
                rules.isFollowed() ? position -> ends.reached(split, position) : position -> {};
        return new LaneReader(split.group(), rules, from, intake, atEnd);
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
