// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.LaneId;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.reference.RowFiles;
import io.deltabook.job.fidelity.reference.RowStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Book snapshots or quotes of a vendor: Parquet or CSV, a row each. */
final class RowSource implements BookSource {
    private final SortedMap<LaneId, List<Path>> files;
    private final Map<String, String> names;

    private RowSource(SortedMap<LaneId, List<Path>> files, Map<String, String> names) {
        this.files = files;
        this.names = names;
    }

    static RowSource open(Path input, Map<String, String> names) throws IOException {
        return new RowSource(RowFiles.of(input, names), names);
    }

    @Override
    public SortedSet<LaneId> lanes() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public boolean isEveryMessage() {
        return false;
    }

    @Override
    public long firstNanos(LaneId lane) throws IOException {
        try (BookStates states = open(lane, 0)) {
            return states.next(BookStates.END - 1) ? states.nanos() : BookStates.END;
        }
    }

    @Override
    public long lastNanos(LaneId lane) {
        return BookStates.END;
    }

    @Override
    public BookStates open(LaneId lane, long fromNanos) {
        return new RowStates(files.get(lane), names);
    }

    @Override
    public String kind() {
        return "books or quotes";
    }
}
