// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.Lane;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.source.lane.LanePosition;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/**
 * A lane group with everything the plan decided about it, and its read position: a {@link
 * LanePosition} encoded in two longs.
 */
final class LaneSplit extends FileSourceSplit {
    private static final long serialVersionUID = 1L;
    private static final String[] NO_HOSTS = {};

    private final LaneGroup group;

    LaneSplit(LaneGroup group, CheckpointedPosition position) {
        super(
                group.id(),
                new Path(first(group).path()),
                0,
                group.bytes(),
                first(group).modifiedMillis(),
                group.bytes(),
                NO_HOSTS,
                position);
        this.group = group;
    }

    private static PlannedFile first(LaneGroup group) {
        return group.allFiles().iterator().next();
    }

    LaneGroup group() {
        return group;
    }

    /** The read position. */
    LanePosition position() {
        return getReaderPosition()
                .map(read -> LanePosition.of(read.getOffset(), read.getRecordsAfterOffset()))
                .orElse(LanePosition.START);
    }

    /**
     * Lanes of which a batch may be left to read. A lane's last batch ends it, and the split may
     * still be in a checkpoint after it; each lane before the position's batch may have had it.
     */
    List<Lane> unfinished() {
        LanePosition position = position();
        int files = group.files().size();
        int last = group.lanes().size() - 1;
        if (position.file() < files) {
            return group.lanes();
        }
        return position.file() > files
                ? List.of()
                : group.lanes().subList(Math.min(position.batches(), last), last + 1);
    }

    /** The same position in a group to which files may have been added. */
    LaneSplit of(LaneGroup grown) {
        return new LaneSplit(grown, getReaderPosition().orElse(null));
    }

    /** The group at another position. */
    LaneSplit at(LanePosition position) {
        return new LaneSplit(
                group, new CheckpointedPosition(position.offset(), position.keyOrBatches()));
    }

    @Override
    public LaneSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
        return new LaneSplit(group, position);
    }

    @Override
    public String toString() {
        return "LaneSplit %s, %s files, position=%s"
                .formatted(group.id(), group.allFiles().size(), getReaderPosition().orElse(null));
    }
}
