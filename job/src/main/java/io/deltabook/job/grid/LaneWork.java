// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.LaneId;
import io.deltabook.job.grid.file.FilePeriod;
import io.deltabook.job.grid.file.GridColumns;
import io.deltabook.job.grid.file.GridRow;
import io.deltabook.job.grid.file.GridRows;
import io.deltabook.job.grid.file.LaneGrid;
import io.deltabook.job.replay.LaneEvents;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The grid of a lane, in tasks that any threads may run. A file an hour is written by the task of
 * its hour; of a file a day, each task makes a part.
 */
final class LaneWork implements Closeable {
    /** In footers: the length of a bucket in ns, 0 for a row a message. */
    private static final String EVERY = "deltabook.grid.every_ns";

    private final LaneEvents lane;
    private final LaneHours hours;
    private final GridSettings settings;
    private final Path target;
    private final boolean isComplete;
    private final List<GridSpan> spans;
    private final GridColumns columns;
    private final LaneDays days;
    private GridCounts counts = GridCounts.NONE;

    /**
     * Plans it.
     *
     * @param isComplete whether the lane has ended
     * @param minEvents the least number of events that a task takes
     */
    LaneWork(
            LaneEvents lane,
            LaneHours hours,
            GridSettings settings,
            Path target,
            boolean isComplete,
            long minEvents) {
        this.lane = lane;
        this.hours = hours;
        this.settings = settings;
        this.target = target;
        this.isComplete = isComplete;
        spans = hours.spans(settings, minEvents);
        columns = settings.columns();
        days = new LaneDays(grid(), spans.size());
    }

    private LaneGrid grid() {
        return new LaneGrid(
                target,
                lane.lane(),
                settings.period(),
                settings.format(),
                columns,
                Map.of(EVERY, Long.toString(settings.every())));
    }

    LaneId lane() {
        return lane.lane();
    }

    /** A task a span, in their order. */
    List<Callable<GridCounts>> tasks() {
        List<Callable<GridCounts>> tasks = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int place = i;
            tasks.add(() -> span(place));
        }
        return tasks;
    }

    private GridCounts span(int place) throws IOException {
        GridSpan span = spans.get(place);
        long events = span.endSeq() - span.firstSeq();
        GridCounts made;
        if (settings.period() == FilePeriod.DAY) {
            List<GridRow> rows = new ArrayList<>();
            replay(span, row -> rows.add(row.copy()));
            days.take(place, rows);
            made = new GridCounts(events, 0, 0);
        } else {
            try (LaneGrid grid = grid()) {
                replay(span, grid);
                grid.end();
                made = new GridCounts(events, grid.rows(), grid.files());
            }
        }
        synchronized (lane) {
            counts = counts.plus(made);
        }
        return made;
    }

    private void replay(GridSpan span, GridRows rows) throws IOException {
        LaneEvents copy;
        synchronized (lane) {
            copy = lane.copy();
        }
        try (SpanReplay replay = new SpanReplay(copy, hours, span, settings, columns, rows)) {
            replay.run(isComplete);
        }
    }

    /** What was written. */
    GridCounts counts() {
        return counts.plus(days.counts());
    }

    /** Deletes a file that is not complete. */
    @Override
    public void close() throws IOException {
        days.close();
    }
}
