// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.tardis;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.export.lane.RowStamp;
import io.deltabook.job.export.lane.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A table whose rows begin with lane and times. Used by one thread. */
final class CsvTable extends TableFiles {
    private static final long MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private final Path folder;
    private final LaneId lane;
    private final String table;
    private final String header;
    private final ExportCounts counts;
    private CsvText text;

    CsvTable(Path folder, LaneId lane, String table, String header, ExportCounts counts) {
        super(counts);
        this.folder = folder;
        this.lane = lane;
        this.table = table;
        this.header = header;
        this.counts = counts;
    }

    /** Begins a row; the caller adds what its table has more and ends the line. */
    CsvText row(RowStamp at) throws IOException {
        if (!isOpen()) {
            text = new CsvText(open(path()), header);
        }
        long event = Math.floorDiv(at.eventNanos(), MICRO);
        long arrival = Math.floorDiv(at.arrivalNanos(), MICRO);
        if (event * MICRO != at.eventNanos() || arrival * MICRO != at.arrivalNanos()) {
            counts.add(Count.TIMES_CUT);
        }
        return text.cell(lane.exchange()).cell(lane.symbol()).cell(event).cell(arrival);
    }

    private Path path() {
        return folder.resolve(
                "%s_%s_%s_%s.csv.gz"
                        .formatted(
                                HivePath.encode(lane.exchange()),
                                table,
                                day(),
                                HivePath.encode(lane.symbol())));
    }

    @Override
    protected Path endContent() throws IOException {
        text.end();
        return path();
    }
}
