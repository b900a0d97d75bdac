// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.tardis;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.export.lane.NewFile;
import io.deltabook.job.export.lane.RowStamp;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** One table of a lane: a file a day, made with its first row. Used by one thread. */
final class CsvTable implements Closeable {
    private static final long MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private final Path folder;
    private final LaneId lane;
    private final String table;
    private final String header;
    private final ExportCounts counts;
    private LocalDate day;
    private NewFile file;
    private CsvText text;

    CsvTable(Path folder, LaneId lane, String table, String header, ExportCounts counts) {
        this.folder = folder;
        this.lane = lane;
        this.table = table;
        this.header = header;
        this.counts = counts;
    }

    void beginDay(LocalDate next) throws IOException {
        end();
        day = next;
    }

    /** Begins a row; the caller adds what its table has more and ends the line. */
    CsvText row(RowStamp at) throws IOException {
        if (file == null) {
            file = new NewFile(path());
            text = new CsvText(file.out(), header);
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
                                day,
                                HivePath.encode(lane.symbol())));
    }

    void end() throws IOException {
        if (file != null) {
            text.end();
            file.complete(path());
            counts.add(Count.FILES);
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
