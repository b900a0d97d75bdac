// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Flink's own reader for input to which files will be added: it never ends, but waits to be stopped
 * with a savepoint, and keeps what it has read in its state.
 */
final class FollowingReader extends ForwardingReader<LaneSplit> {
    private final ReachedEnds ends;
    private final Intake intake;
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private boolean isCaughtUp;

    /**
     * @param ends told by the readers of the lanes
     */
    FollowingReader(SourceReader<DeltaBatch, LaneSplit> reader, ReachedEnds ends, Intake intake) {
        super(reader);
        this.ends = ends;
        this.intake = intake;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<DeltaBatch> output) throws Exception {
        if (isCaughtUp) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = super.pollNext(output);
        if (status != InputStatus.END_OF_INPUT) {
            return status;
        }
        isCaughtUp = true;
        intake.caughtUp();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<LaneSplit> snapshotState(long checkpoint) {
        List<LaneSplit> splits = new ArrayList<>(super.snapshotState(checkpoint));
        splits.addAll(ends.besides(splits));
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return isCaughtUp ? never : super.isAvailable();
    }

    @Override
    public void addSplits(List<LaneSplit> splits) {
        ends.taken(splits);
        super.addSplits(splits);
    }
}
