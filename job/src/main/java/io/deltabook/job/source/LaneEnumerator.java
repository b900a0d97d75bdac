// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.job.source.BookPlaces.Asker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;

/**
 * Flink's own enumerator, which also remembers how many of the plan's lane groups it has known: a
 * plan only grows at its end, so a restored enumerator knows which groups are new.
 */
final class LaneEnumerator
        implements SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> {
    /** Where a checkpoint of Flink's enumerator has the paths it has seen. */
    private static final String KNOWN = "/lane-groups/";

    private final SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> enumerator;
    private final SplitEnumeratorContext<LaneSplit> context;
    private final int groups;

    LaneEnumerator(
            SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> enumerator,
            SplitEnumeratorContext<LaneSplit> context,
            int groups) {
        this.enumerator = enumerator;
        this.context = context;
        this.groups = groups;
    }

    /**
     * What a checkpoint has yet to hand out, with the groups that have been added to the plan
     * since.
     *
     * @param planned the splits of the plan
     */
    static PendingSplitsCheckpoint<LaneSplit> withNew(
            PendingSplitsCheckpoint<LaneSplit> checkpoint, List<LaneSplit> planned) {
        List<LaneSplit> splits = new ArrayList<>(checkpoint.getSplits());
        int known = known(checkpoint.getAlreadyProcessedPaths(), planned.size());
        splits.addAll(planned.subList(known, planned.size()));
        return PendingSplitsCheckpoint.fromCollectionSnapshot(splits);
    }

    /**
     * How many of the plan's groups a checkpoint knows. Those of releases that do not follow their
     * input do not say; their plans do not grow.
     *
     * @param all groups of the plan
     */
    static int known(Collection<Path> seen, int all) {
        for (Path path : seen) {
            if (path.getPath().startsWith(KNOWN)) {
                return Integer.parseInt(path.getName());
            }
        }
        return all;
    }

    @Override
    public PendingSplitsCheckpoint<LaneSplit> snapshotState(long checkpoint) throws Exception {
        return PendingSplitsCheckpoint.fromCollectionSnapshot(
                enumerator.snapshotState(checkpoint).getSplits(),
                List.of(new Path(KNOWN + groups)));
    }

    @Override
    public void start() {
        enumerator.start();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        Asker asker = new Asker(subtask, context.currentParallelism());
        enumerator.handleSplitRequest(subtask, asker.text());
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        enumerator.handleSourceEvent(subtask, event);
    }

    @Override
    public void addSplitsBack(List<LaneSplit> splits, int subtask) {
        enumerator.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        enumerator.addReader(subtask);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        enumerator.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void close() throws IOException {
        enumerator.close();
    }
}
