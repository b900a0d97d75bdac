// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The files of one symbol: a folder a day of arrival, several files in it when it is large. */
final class LaneFiles implements Closeable {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final Path lane;
    private final GenerateSettings settings;
    private long day = Long.MIN_VALUE;
    private int fileOfDay;
    private long rowsOfFile;
    private DeltaFileWriter writer;
    private int files;

    LaneFiles(Path lane, GenerateSettings settings) {
        this.lane = lane;
        this.settings = settings;
    }

    /**
     * Appends a row.
     *
     * @param writtenNanos when the recorder writes it; it decides on the day's folder
     */
    void write(DeltaRow row, long writtenNanos) throws IOException {
        long rowDay = Math.floorDiv(writtenNanos, DAY_NANOS);
        if (rowDay != day) {
            close();
            day = rowDay;
            fileOfDay = 0;
        }
        if (writer == null || rowsOfFile == settings.fileRows()) {
            next();
        }
        writer.write(row);
        rowsOfFile++;
    }

    private void next() throws IOException {
        close();
        Path folder = lane.resolve("dt=" + LocalDate.ofEpochDay(day));
        Files.createDirectories(folder);
        fileOfDay++;
        files++;
        rowsOfFile = 0;
        Path file = folder.resolve(fileOfDay + ".parquet");
        writer = new DeltaFileWriter(file, settings.codec(), settings.rowGroupRows());
    }

    int files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
