// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Flink's own reader for input to which files will be added: it never ends, but waits to be stopped
 * with a savepoint, and keeps what it has read in its state.
 */
final class FollowingReader implements SourceReader<DeltaBatch, LaneSplit> {
    private final SourceReader<DeltaBatch, LaneSplit> reader;
    private final ReachedEnds ends;
    private final Intake intake;
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private boolean isCaughtUp;

    /**
     * @param ends told by the readers of the lanes
     */
    FollowingReader(SourceReader<DeltaBatch, LaneSplit> reader, ReachedEnds ends, Intake intake) {
        this.reader = reader;
        this.ends = ends;
        this.intake = intake;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<DeltaBatch> output) throws Exception {
        if (isCaughtUp) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = reader.pollNext(output);
        if (status != InputStatus.END_OF_INPUT) {
            return status;
        }
        isCaughtUp = true;
        intake.caughtUp();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<LaneSplit> snapshotState(long checkpoint) {
        List<LaneSplit> splits = new ArrayList<>(reader.snapshotState(checkpoint));
        splits.addAll(ends.besides(splits));
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return isCaughtUp ? never : reader.isAvailable();
    }

    @Override
    public void addSplits(List<LaneSplit> splits) {
        ends.taken(splits);
        reader.addSplits(splits);
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
        reader.close();
    }
}
