// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.job.source.BookPlaces.Asker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/**
 * Assigns lane groups in the plan's order, each to one reader; returned groups go first. A large
 * group is left to another reader, if there are smaller ones to give, where its book is kept.
 */
final class LaneAssigner implements FileSplitAssigner {
    private final Deque<FileSourceSplit> waiting;

    private final BookPlaces books;

    LaneAssigner(Collection<FileSourceSplit> splits, BookPlaces books) {
        waiting = new ArrayDeque<>(splits);
        this.books = books;
    }

    /**
     * The next group.
     *
     * @param asker the text of an {@link Asker}
     */
    @Override
    public Optional<FileSourceSplit> getNext(String asker) {
        Asker reader = Asker.of(asker);
        for (FileSourceSplit split : waiting) {
            if (!books.isCrowded(((LaneSplit) split).group(), reader)) {
                waiting.remove(split);
                return Optional.of(split);
            }
        }
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
