// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.file.FooterGuard;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the rows of an events file chunk by chunk and verifies page checksums. Holds the bytes of
 * one row group. Not thread-safe.
 */
public final class EventFileReader implements Closeable {
    private final Path path;
    private final ParquetFileReader parquet;
    private final MessageType schema;
    private final EventChunk chunk;
    private PageReadStore pages;
    private int rowGroup = -1;
    private long rowsLeft;
    private long nextRow;
    private long firstRow;

    private EventFileReader(Path path, ParquetFileReader parquet, EventFormat format) {
        this.path = path;
        this.parquet = parquet;
        schema = EventSchema.message(format);
        chunk = new EventChunk(format);
        parquet.setRequestedSchema(schema);
    }

    /**
     * Opens a file before its first row.
     *
     * @throws BadFileException if it is not a complete Parquet file or lacks a column
     * @throws IOException if its schema version is not supported
     */
    public static EventFileReader open(Path path) throws IOException {
        ParquetFileReader parquet = FooterGuard.open(path);
        try {
            EventFormat format = EventFileFacts.format(parquet.getFileMetaData(), path);
            return new EventFileReader(path, parquet, format);
        } catch (IOException e) {
            parquet.close();
            throw e;
        } catch (RuntimeException e) {
            parquet.close();
            throw ParquetFailures.of(path, "footer", e);
        }
    }

    /**
     * Reads the next rows into {@link #chunk}.
     *
     * @return false if there are none
     * @throws BadFileException if they cannot be decoded
     */
    public boolean next() throws IOException {
        while (rowsLeft == 0) {
            closeRowGroup();
            rowGroup++;
            if (rowGroup >= parquet.getRowGroups().size()) {
                return false;
            }
            rowsLeft = parquet.getRowGroups().get(rowGroup).getRowCount();
        }
        try {
            if (pages == null) {
                openRowGroup();
            }
            chunk.read(rowsLeft);
        } catch (IOException | RuntimeException e) {
            throw ParquetFailures.of(path, "row group " + rowGroup, e);
        } catch (OutOfMemoryError e) {
            throw new BadFileException(
                    path, "row group " + rowGroup + " must fit into the heap, but does not", e);
        }
        firstRow = nextRow;
        nextRow += chunk.size();
        rowsLeft -= chunk.size();
        return true;
    }

    /** Number of row groups in the file. */
    public int rowGroups() {
        return parquet.getRowGroups().size();
    }

    /** The row group of {@link #chunk}, from 0. */
    public int rowGroup() {
        return rowGroup;
    }

    /** Moves to the first row of a row group. */
    public void seek(int group) {
        closeRowGroup();
        nextRow = 0;
        for (int before = 0; before < group; before++) {
            nextRow += parquet.getRowGroups().get(before).getRowCount();
        }
        rowGroup = group;
        rowsLeft = parquet.getRowGroups().get(group).getRowCount();
    }

    private void openRowGroup() throws IOException {
        pages = parquet.readRowGroup(rowGroup);
        for (ColumnDescriptor column : schema.getColumns()) {
            long values = pages.getPageReader(column).getTotalValueCount();
            if (column.getMaxRepetitionLevel() == 0 ? values != rowsLeft : values < rowsLeft) {
                throw new BadFileException(
                        path,
                        "row group %d: column %s must have %d values, but has %d"
                                .formatted(rowGroup, column.getPath()[0], rowsLeft, values));
            }
        }
        chunk.begin(
                new ColumnReadStoreImpl(
                        pages,
                        new NoConverter(schema),
                        schema,
                        parquet.getFileMetaData().getCreatedBy()));
    }

    /** The rows of the last {@link #next}. */
    public EventChunk chunk() {
        return chunk;
    }

    /** Number of the chunk's first row in the file, from 0. */
    public long firstRow() {
        return firstRow;
    }

    private void closeRowGroup() {
        if (pages != null) {
            pages.close();
            pages = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeRowGroup();
        parquet.close();
    }
}
