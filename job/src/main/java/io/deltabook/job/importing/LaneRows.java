// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.job.importing.column.RowColumn;
import io.deltabook.job.importing.column.TimeRows;
import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.schema.Type;

/**
 * The rows of one lane in one input file: those not written yet, and the files of those written.
 *
 * <p>A day has one file, followed by another from the first row group that does not fit the columns
 * of the first. Used by one thread.
 */
final class LaneRows {
    private static final int FIRST_ROWS = 16;

    private final LaneId lane;
    private final Path folder;
    private final int ordinal;
    private final Map<String, String> footer;
    private final BytesInputCompressor compressor;
    private final List<RowColumn> columns;
    private final Map<LocalDate, Integer> filesOfDay = new HashMap<>();
    private final List<PartFile> finished = new ArrayList<>();
    private final List<TimeRows> times = new ArrayList<>();
    private final LaneDays days;
    private PartFile file;
    private int rows;
    private int room;

    /**
     * @param output folder of all tables
     * @param ordinal number of the input file, used as the name of the files written
     * @param given day of all rows, null if their times decide
     * @param footer metadata of all files
     */
    public LaneRows(
            LaneId lane,
            Path output,
            InputTable table,
            int ordinal,
            LocalDate given,
            Map<String, String> footer,
            BytesInputCompressor compressor,
            List<RowColumn> columns) {
        this.lane = lane;
        this.folder =
                output.resolve(table.name().toLowerCase(Locale.ROOT)).resolve(HivePath.of(lane));
        this.ordinal = ordinal;
        this.footer = footer;
        this.compressor = compressor;
        this.columns = columns;
        this.days = new LaneDays(given);
        for (RowColumn column : columns) {
            if (column instanceof TimeRows time) {
                times.add(time);
            }
        }
    }

    LaneId lane() {
        return lane;
    }

    /** Rows not written yet. */
    int rows() {
        return rows;
    }

    /**
     * Receives a row; fields that cannot be read are null.
     *
     * @return what is wrong with it, null for nothing
     */
    BadLine add(CsvLine line) throws IOException {
        ensureRoom();
        BadLine fault = set(line);
        if (days.isNext(time())) {
            flush();
            finishFile();
            days.goOn();
            set(line);
        }
        rows++;
        return fault;
    }

    private BadLine set(CsvLine line) {
        BadLine first = null;
        for (RowColumn column : columns) {
            BadLine fault = column.set(line, rows);
            first = first == null ? fault : first;
        }
        return first;
    }

    /** The arrival time, otherwise the event time. */
    private long time() {
        long last = times.get(times.size() - 1).nanos(rows);
        return last == Missing.TIME ? times.get(0).nanos(rows) : last;
    }

    /** Adds a row of which nothing could be read. */
    void addNulls() {
        ensureRoom();
        for (RowColumn column : columns) {
            column.setNull(rows);
        }
        rows++;
    }

    /** Removes the last row. */
    void dropLast() {
        rows--;
    }

    private void ensureRoom() {
        if (rows == room) {
            resize(Math.max(FIRST_ROWS, 2 * room));
        }
    }

    private void resize(int to) {
        room = to;
        for (RowColumn column : columns) {
            column.resize(to);
        }
    }

    /** Rows that memory is reserved for. */
    int room() {
        return room;
    }

    /** Writes the remaining rows and releases their memory. */
    void release() throws IOException {
        flush();
        resize(0);
    }

    /** Writes the remaining rows as one row group. */
    void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        if (file != null && !columns.stream().allMatch(RowColumn::fits)) {
            finishFile();
            columns.stream().filter(column -> !column.fits()).forEach(RowColumn::widen);
        }
        if (file == null) {
            List<Type> types = columns.stream().map(RowColumn::type).toList();
            file = new PartFile(nextTarget(), types, compressor);
        }
        file.writeRowGroup(columns, rows);
        columns.forEach(RowColumn::clear);
        rows = 0;
    }

    /** {@code 7.parquet}, {@code 7_2.parquet} … in the order in which they are read. */
    private Path nextTarget() {
        LocalDate day = days.day();
        int number = filesOfDay.merge(day, 1, Integer::sum);
        String name = number == 1 ? ordinal + ".parquet" : ordinal + "_" + number + ".parquet";
        return folder.resolve("dt=" + day).resolve(name);
    }

    private void finishFile() throws IOException {
        if (file != null) {
            file.finish(footer);
            finished.add(file);
            file = null;
        }
    }

    /** Writes what is left; returns all files. */
    List<PartFile> finish() throws IOException {
        flush();
        finishFile();
        return finished;
    }
}
