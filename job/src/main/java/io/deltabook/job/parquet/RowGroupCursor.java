// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * Walks the row groups of a file and fills columns with the next rows, across the borders of row
 * groups. It holds the bytes of one row group.
 */
final class RowGroupCursor {
    private final DeltaFile file;
    private final MessageType projection;
    private final List<ChunkColumn> columns;
    private final ColumnReader[] readers;
    private final String writer;
    private final List<BlockMetaData> rowGroups;
    private PageReadStore pages;
    private int rowGroup = -1;
    private long rowsLeft;
    private long position;

    RowGroupCursor(DeltaFile file, MessageType projection, List<ChunkColumn> columns) {
        this.file = file;
        this.projection = projection;
        this.columns = columns;
        this.readers = new ColumnReader[columns.size()];
        ParquetFileReader parquet = file.parquet();
        this.writer = parquet.getFileMetaData().getCreatedBy();
        this.rowGroups = parquet.getRowGroups();
    }

    /** The next row to read, 0-based in the file. */
    long position() {
        return position;
    }

    /** The row group a row lies in. */
    int rowGroupOf(long row) {
        long end = 0;
        for (int i = 0; i < rowGroups.size(); i++) {
            end += rowGroups.get(i).getRowCount();
            if (row < end) {
                return i;
            }
        }
        return rowGroups.size();
    }

    /**
     * Skips to a row, whole row groups without reading them.
     *
     * @param row 0-based in the file, not before {@link #position}
     */
    void skipTo(long row) throws IOException {
        while (position + rowsLeft <= row && rowGroup < rowGroups.size()) {
            position += rowsLeft;
            nextRowGroup();
        }
        long skipped = Math.min(rowsLeft, row - position);
        if (skipped > 0) {
            try {
                openRowGroup();
                for (int i = 0; i < readers.length; i++) {
                    columns.get(i).skip(readers[i], skipped);
                }
            } catch (IOException | RuntimeException e) {
                throw failure(e);
            }
            position += skipped;
            rowsLeft -= skipped;
        }
    }

    /**
     * Fills the columns from index 0 on.
     *
     * @return rows read, fewer than {@code most} only at the end of the file
     */
    int read(int most) throws IOException {
        int filled = 0;
        while (filled < most && rowGroup < rowGroups.size()) {
            if (rowsLeft == 0) {
                nextRowGroup();
                continue;
            }
            int to = filled + (int) Math.min(most - filled, rowsLeft);
            try {
                openRowGroup();
                for (int i = 0; i < readers.length; i++) {
                    columns.get(i).read(readers[i], filled, to);
                }
            } catch (IOException | RuntimeException e) {
                throw failure(e);
            }
            position += to - filled;
            rowsLeft -= to - filled;
            filled = to;
        }
        return filled;
    }

    private void nextRowGroup() {
        close();
        rowGroup++;
        rowsLeft = rowGroup < rowGroups.size() ? rowGroups.get(rowGroup).getRowCount() : 0;
    }

    private void openRowGroup() throws IOException {
        if (pages != null) {
            return;
        }
        ParquetFileReader parquet = file.parquet();
        parquet.setRequestedSchema(projection);
        pages = parquet.readRowGroup(rowGroup);
        ColumnReadStoreImpl store =
                new ColumnReadStoreImpl(pages, new NoConverter(), projection, writer);
        long rows = rowGroups.get(rowGroup).getRowCount();
        for (int i = 0; i < readers.length; i++) {
            long values = pages.getPageReader(columns.get(i).descriptor()).getTotalValueCount();
            if (values != rows) {
                throw new BadFileException(
                        file.path(),
                        "row group "
                                + rowGroup
                                + ": column "
                                + columns.get(i).descriptor().getPath()[0]
                                + " must have "
                                + rows
                                + " values, but has "
                                + values);
            }
            readers[i] = store.getColumnReader(columns.get(i).descriptor());
        }
    }

    private IOException failure(Exception e) {
        return ParquetFailures.of(file.path(), "row group " + rowGroup, e);
    }

    /** Lets go of the bytes of the current row group. */
    private void close() {
        if (pages != null) {
            pages.close();
            pages = null;
        }
    }
}
