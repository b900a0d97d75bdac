// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.plan.LaneGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Flink's own reader, of splits as the plan now has them; releases its subtask's intake when
 * closed.
 */
final class IntakeClosingReader implements SourceReader<DeltaBatch, LaneSplit> {
    private final SourceReader<DeltaBatch, LaneSplit> reader;
    private final Map<String, LaneGroup> groups;
    private final Intake intake;

    /**
     * @param groups what the plan says of each lane group, by its id
     */
    IntakeClosingReader(
            SourceReader<DeltaBatch, LaneSplit> reader,
            Map<String, LaneGroup> groups,
            Intake intake) {
        this.reader = reader;
        this.groups = groups;
        this.intake = intake;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<DeltaBatch> output) throws Exception {
        return reader.pollNext(output);
    }

    @Override
    public List<LaneSplit> snapshotState(long checkpoint) {
        return reader.snapshotState(checkpoint);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    /** Those of a checkpoint may be of a plan that has grown since. */
    @Override
    public void addSplits(List<LaneSplit> splits) {
        List<LaneSplit> planned = new ArrayList<>();
        for (LaneSplit split : splits) {
            planned.add(split.of(groups.getOrDefault(split.splitId(), split.group())));
        }
        reader.addSplits(planned);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        try {
            reader.close();
        } finally {
            intake.close();
        }
    }
}
