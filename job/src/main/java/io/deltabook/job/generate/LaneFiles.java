// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.parquet.schema.MessageType;

/** The files of one symbol: one folder per day of arrival, with several files if it is large. */
public final class LaneFiles implements Closeable {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    /**
     * How files are written.
     *
     * @param rowGroupRows rows per row group
     * @param fileRows rows after which a day continues in another file
     * @param codec compression
     */
    public record Form(int rowGroupRows, long fileRows, FileCodec codec) {}

    private final Path lane;
    private final MessageType schema;
    private final Form form;
    private long day = Long.MIN_VALUE;
    private int fileOfDay;
    private long rowsOfFile;
    private ColumnFileWriter writer;
    private int files;

    public LaneFiles(Path lane, MessageType schema, Form form) {
        this.lane = lane;
        this.schema = schema;
        this.form = form;
    }

    /**
     * The file that the next row belongs to; the caller writes exactly one row.
     *
     * @param writtenNanos when the recorder writes it, which decides the day's folder
     */
    public ColumnFileWriter nextRow(long writtenNanos) throws IOException {
        long rowDay = Math.floorDiv(writtenNanos, DAY_NANOS);
        if (rowDay != day) {
            close();
            day = rowDay;
            fileOfDay = 0;
        }
        if (writer == null || rowsOfFile == form.fileRows()) {
            next();
        }
        rowsOfFile++;
        return writer;
    }

    private void next() throws IOException {
        close();
        Path folder = lane.resolve("dt=" + LocalDate.ofEpochDay(day));
        Files.createDirectories(folder);
        fileOfDay++;
        files++;
        rowsOfFile = 0;
        Path file = folder.resolve(fileOfDay + ".parquet");
        writer = new ColumnFileWriter(file, schema, form.codec(), form.rowGroupRows());
    }

    public int files() {
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
