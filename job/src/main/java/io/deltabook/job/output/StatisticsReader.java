// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.dataset.DatasetRow;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Reads the statistics dataset. A counter missing from an older file is 0, or unknown. */
public final class StatisticsReader {
    private StatisticsReader() {}

    /** The rows of all committed statistics files, ordered by exchange and symbol. */
    public static List<LaneReport> read(Path output) throws IOException {
        List<Callable<List<LaneReport>>> tasks = new ArrayList<>();
        for (Path file : DataFiles.below(output.resolve(new StatisticsDataset().folder()))) {
            tasks.add(() -> reports(file));
        }
        return LaneTasks.runOn(output, tasks).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(LaneReport::lane))
                .toList();
    }

    private static List<LaneReport> reports(Path file) throws IOException {
        List<LaneReport> lanes = new ArrayList<>();
        LaneId lane = ParquetRows.lane(file);
        ParquetRows.forEach(file, row -> lanes.add(report(lane, row)));
        return lanes;
    }

    private static LaneReport report(LaneId lane, DatasetRow row) {
        LaneCounters counters = new LaneCounters();
        for (Counter counter : Counter.values()) {
            long absent = counter.mayBeUnknown() ? LaneCounters.UNKNOWN : 0;
            counters.add(counter, row.number(counter.column(), absent));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            counters.addRefused(reason, row.number(StatisticsDataset.column(reason), 0));
        }
        for (BookState state : BookState.values()) {
            counters.addTime(state, row.number(StatisticsDataset.column(state), 0));
        }
        String mode = row.text(StatisticsDataset.MODE).toUpperCase(Locale.ROOT);
        return new LaneReport(
                lane,
                SequenceMode.valueOf(mode),
                counters,
                row.number(StatisticsDataset.LAST_UPDATE_ID, Missing.ID),
                row.number(StatisticsDataset.FIRST_EVENT_SEQ, 0),
                row.number(StatisticsDataset.EVENTS, 0));
    }
}
