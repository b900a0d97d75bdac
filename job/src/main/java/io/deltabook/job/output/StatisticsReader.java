// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.engine.LaneCounters;
import io.deltabook.engine.LaneCounters.Counter;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;

/** Reads the statistics dataset back. A counter that an older file lacks is 0, or unknown. */
public final class StatisticsReader {
    private StatisticsReader() {}

    /** The rows of all committed statistics files, in the order exchange, symbol. */
    public static List<LaneReport> read(Path output) throws IOException {
        List<LaneReport> lanes = new ArrayList<>();
        for (Path file : DataFiles.below(output.resolve(new StatisticsDataset().folder()))) {
            Map<String, String> metadata = ParquetRows.metadata(file);
            LaneId lane =
                    new LaneId(
                            metadata.getOrDefault(FileMetadata.EXCHANGE, ""),
                            metadata.getOrDefault(FileMetadata.SYMBOL, ""));
            ParquetRows.forEach(file, row -> lanes.add(report(lane, row)));
        }
        lanes.sort(Comparator.comparing(LaneReport::lane));
        return lanes;
    }

    private static LaneReport report(LaneId lane, Group row) {
        LaneCounters counters = new LaneCounters();
        for (Counter counter : Counter.values()) {
            long absent = counter.mayBeUnknown() ? LaneCounters.UNKNOWN : 0;
            counters.add(counter, number(row, counter.column(), absent));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            counters.addRefused(reason, number(row, StatisticsDataset.column(reason), 0));
        }
        for (BookState state : BookState.values()) {
            counters.addTime(state, number(row, StatisticsDataset.column(state), 0));
        }
        String mode = row.getString(StatisticsDataset.MODE, 0).toUpperCase(Locale.ROOT);
        return new LaneReport(
                lane,
                SequenceMode.valueOf(mode),
                counters,
                number(row, StatisticsDataset.LAST_UPDATE_ID, Missing.ID),
                number(row, StatisticsDataset.FIRST_EVENT_SEQ, 0),
                number(row, StatisticsDataset.EVENTS, 0));
    }

    private static long number(Group row, String column, long absent) {
        boolean present =
                row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0;
        return present ? row.getLong(column, 0) : absent;
    }
}
