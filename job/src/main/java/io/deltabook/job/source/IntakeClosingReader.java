// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.plan.LaneGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReader;

/**
 * Flink's own reader, of splits as the plan now has them; releases its subtask's intake when
 * closed.
 */
final class IntakeClosingReader extends ForwardingReader<LaneSplit> {
    private final Map<String, LaneGroup> groups;
    private final Intake intake;

    /**
     * @param groups what the plan says of each lane group, by its id
     */
    IntakeClosingReader(
            SourceReader<DeltaBatch, LaneSplit> reader,
            Map<String, LaneGroup> groups,
            Intake intake) {
        super(reader);
        this.groups = groups;
        this.intake = intake;
    }

    /** Those of a checkpoint may be of a plan that has grown since. */
    @Override
    public void addSplits(List<LaneSplit> splits) {
        List<LaneSplit> planned = new ArrayList<>();
        for (LaneSplit split : splits) {
            planned.add(split.of(groups.getOrDefault(split.splitId(), split.group())));
        }
        super.addSplits(planned);
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            intake.close();
        }
    }
}
