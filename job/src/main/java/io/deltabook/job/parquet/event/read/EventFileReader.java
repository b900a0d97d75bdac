// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.parquet.schema.MessageType;

/** Reads the rows of an events file chunk by chunk, as {@link ChunkReader}. Not thread-safe. */
public final class EventFileReader implements Closeable {
    private final ChunkReader reader;
    private final EventChunk chunk;

    private EventFileReader(ChunkReader reader, EventFormat format) {
        this.reader = reader;
        chunk = new EventChunk(reader.chunk(), format);
    }

    /**
     * Opens a file before its first row.
     *
     * @throws BadFileException if it is not a complete Parquet file or lacks a column
     * @throws IOException if its schema version is not supported
     */
    public static EventFileReader open(Path path) throws IOException {
        return open(path, column -> true);
    }

    /**
     * As above, reading only some columns; the others of {@link #chunk} must not be asked for.
     *
     * @param columns tells by name whether a column is read
     */
    public static EventFileReader open(Path path, Predicate<String> columns) throws IOException {
        EventFormat[] format = new EventFormat[1];
        ChunkReader reader =
                ChunkReader.open(
                        path,
                        footer -> {
                            format[0] = EventFileFacts.format(footer, path);
                            return only(EventSchema.message(format[0]), columns);
                        });
        return new EventFileReader(reader, format[0]);
    }

    private static MessageType only(MessageType all, Predicate<String> columns) {
        return new MessageType(
                all.getName(),
                all.getFields().stream().filter(field -> columns.test(field.getName())).toList());
    }

    /**
     * Reads the next rows into {@link #chunk}.
     *
     * @return false if there are none
     * @throws BadFileException if they cannot be decoded
     */
    public boolean next() throws IOException {
        return reader.next();
    }

    /** Number of row groups in the file. */
    public int rowGroups() {
        return reader.rowGroups();
    }

    /** The row group of {@link #chunk}, from 0. */
    public int rowGroup() {
        return reader.rowGroup();
    }

    /** Moves to the first row of a row group. */
    public void seek(int group) {
        reader.seek(group);
    }

    /**
     * Moves to a row of the file; pages before it are skipped without being decoded.
     *
     * @param row row within the file, from 0
     */
    public void seekRow(long row) throws IOException {
        reader.seekRow(row);
    }

    /** The rows of the last {@link #next}. */
    public EventChunk chunk() {
        return chunk;
    }

    /** Number of the chunk's first row in the file, from 0. */
    public long firstRow() {
        return reader.firstRow();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
