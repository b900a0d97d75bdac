// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/** Assigns lane groups in the plan's order, each to one reader; returned groups go first. */
final class LaneAssigner implements FileSplitAssigner {
    private final Deque<FileSourceSplit> waiting;

    LaneAssigner(Collection<FileSourceSplit> splits) {
        waiting = new ArrayDeque<>(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(String hostname) {
        return Optional.ofNullable(waiting.pollFirst());
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> splits) {
        List<FileSourceSplit> returned = new ArrayList<>(splits);
        for (int i = returned.size() - 1; i >= 0; i--) {
            waiting.addFirst(returned.get(i));
        }
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
        return new ArrayList<>(waiting);
    }
}
