// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.job.grid.file.GridRow;
import io.deltabook.job.grid.file.LaneGrid;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that hold the rows of several spans of a lane. A span's rows wait until those before them
 * are written; the task that completes the row of spans writes. Thread-safe.
 */
final class LaneDays implements Closeable {
    private final LaneGrid grid;
    private final int spans;
    private final Map<Integer, List<GridRow>> waiting = new HashMap<>();
    private int next;

    LaneDays(LaneGrid grid, int spans) {
        this.grid = grid;
        this.spans = spans;
    }

    /** Takes the rows of a span, by its place among those of the lane. */
    synchronized void take(int span, List<GridRow> rows) throws IOException {
        waiting.put(span, rows);
        while (waiting.containsKey(next)) {
            for (GridRow row : waiting.remove(next)) {
                grid.row(row);
            }
            next++;
        }
        if (next == spans) {
            grid.end();
        }
    }

    /** What was written. */
    synchronized GridCounts counts() {
        return new GridCounts(0, grid.rows(), grid.files());
    }

    @Override
    public synchronized void close() throws IOException {
        grid.close();
    }
}
