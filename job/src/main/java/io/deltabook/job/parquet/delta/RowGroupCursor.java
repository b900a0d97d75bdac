// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.job.parquet.decode.PageFile;
import io.deltabook.job.parquet.decode.RowDecoder;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.file.ColumnChunks;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Walks the row groups of a file and fills columns with the next rows, across row group boundaries.
 * Each column holds one page, compressed and decompressed, however large its row group is.
 */
public final class RowGroupCursor {
    private final DeltaFile file;
    private final List<ChunkColumn> columns;
    private final List<BlockMetaData> rowGroups;
    private final int rowsAtOnce;
    private boolean isAnnounced;
    private boolean isOpen;
    private int rowGroup = -1;
    private long rowsLeft;
    private long position;

    RowGroupCursor(DeltaFile file, List<ChunkColumn> columns) {
        this.file = file;
        this.columns = columns;
        this.rowGroups = file.rowGroups();
        boolean isListed = columns.stream().anyMatch(column -> column.pages().isListed());
        this.rowsAtOnce = isListed ? 1 : Integer.MAX_VALUE;
    }

    /** The next row to read, 0-based in the file. */
    public long position() {
        return position;
    }

    /** The row group of a row. */
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
     * Skips to a row; whole row groups and pages are skipped without reading them.
     *
     * @param row 0-based in the file, not before {@link #position}
     */
    public void skipTo(long row) throws IOException {
        while (position + rowsLeft <= row && rowGroup < rowGroups.size()) {
            position += rowsLeft;
            nextRowGroup();
        }
        long skipped = Math.min(rowsLeft, row - position);
        if (skipped > 0) {
            openRowGroup();
            for (ChunkColumn column : columns) {
                try {
                    column.pages().skip(skipped);
                } catch (IOException | RuntimeException e) {
                    throw failure(column, e);
                }
            }
            position += skipped;
            rowsLeft -= skipped;
        }
    }

    /**
     * Fills the columns from index 0.
     *
     * @return rows read, fewer than {@code max} only if lists are long or at the end of the file, 0
     *     only at the end
     */
    public int read(int max) throws IOException {
        int filled = 0;
        while (filled < max && rowGroup < rowGroups.size() && !isFull(filled)) {
            if (rowsLeft == 0) {
                nextRowGroup();
                continue;
            }
            int wanted = Math.min(max - filled, rowsAtOnce);
            int to = filled + (int) Math.min(wanted, rowsLeft);
            openRowGroup();
            for (ChunkColumn column : columns) {
                try {
                    column.pages().read(filled, to);
                } catch (IOException | RuntimeException e) {
                    throw failure(column, e);
                }
            }
            position += to - filled;
            rowsLeft -= to - filled;
            filled = to;
        }
        return filled;
    }

    private boolean isFull(int filled) {
        if (filled == 0 || rowsAtOnce > 1) {
            return false;
        }
        for (ChunkColumn column : columns) {
            if (column.pages().isFull()) {
                return true;
            }
        }
        return false;
    }

    private void nextRowGroup() {
        isOpen = false;
        rowGroup++;
        rowsLeft = rowGroup < rowGroups.size() ? rowGroups.get(rowGroup).getRowCount() : 0;
    }

    private void openRowGroup() throws IOException {
        if (isOpen) {
            return;
        }
        BlockMetaData metadata = rowGroups.get(rowGroup);
        if (!isAnnounced) {
            isAnnounced = true;
            announce();
        }
        for (ChunkColumn column : columns) {
            try {
                RowDecoder pages = column.pages();
                pages.begin(
                        file.pages(),
                        ColumnChunks.of(metadata, pages.descriptor()),
                        metadata.getRowCount());
            } catch (IOException | RuntimeException e) {
                throw failure(column, e);
            }
        }
        isOpen = true;
    }

    private void announce() throws IOException {
        PageFile pages = file.pages();
        if (!pages.wantsAnnouncement()) {
            return;
        }
        List<List<ColumnChunkMetaData>> chunks = new ArrayList<>();
        for (BlockMetaData metadata : rowGroups.subList(rowGroup, rowGroups.size())) {
            List<ColumnChunkMetaData> ofGroup = new ArrayList<>();
            for (ChunkColumn column : columns) {
                ofGroup.add(ColumnChunks.of(metadata, column.pages().descriptor()));
            }
            chunks.add(ofGroup);
        }
        pages.announce(chunks);
    }

    private IOException failure(ChunkColumn column, Exception e) {
        String name = ColumnChunks.name(column.pages().descriptor());
        return ParquetFailures.of(
                file.path(),
                "row group " + rowGroup,
                new ParquetDecodingException("column " + name, e));
    }
}
