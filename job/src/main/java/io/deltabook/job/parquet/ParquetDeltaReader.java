// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Reads one delta file as chunks of at most {@link DeltaBatch#MAX_ROWS} rows. A chunk is one batch
 * for each lane that has rows in it, in the order of the lanes' first rows; where chunks begin
 * depends on nothing but the row the reader was opened at. Used by one thread.
 */
public final class ParquetDeltaReader implements Closeable {
    private final DeltaFile file;
    private final List<Lane> lanes;
    private final LaneColumns laneColumns;
    private final DeltaColumns columns;
    private final RowGroupCursor cursor;
    private final int[] laneOfRow;
    private final int[] rowsOfLane;

    private ParquetDeltaReader(
            DeltaFile file, List<Lane> lanes, LaneColumns laneColumns, int capacity) {
        this.file = file;
        this.lanes = lanes;
        this.laneColumns = laneColumns;
        this.columns = new DeltaColumns(file.binding(), capacity);
        List<ChunkColumn> all = new ArrayList<>(laneColumns.columns());
        all.addAll(columns.columns());
        this.cursor = file.cursor(EnumSet.allOf(DeltaField.class), all);
        this.laneOfRow = new int[capacity];
        this.rowsOfLane = new int[lanes.size()];
    }

    /**
     * Opens a file at a row.
     *
     * @param lanes the lanes that rows may belong to
     * @param unlisted what becomes of rows of other lanes
     * @param firstRow 0-based row to begin with; row groups before it are not read
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     */
    public static ParquetDeltaReader open(
            Path path,
            DeltaDialect dialect,
            RowOwners owners,
            List<Lane> lanes,
            UnlistedLanes unlisted,
            long firstRow)
            throws IOException {
        DeltaFile file = DeltaFile.open(path, dialect);
        try {
            int capacity = (int) Math.min(DeltaBatch.MAX_ROWS, file.rows());
            ToIntFunction<LaneId> indexOf = LaneIndex.of(path, lanes, unlisted);
            LaneColumns laneColumns = new LaneColumns(file, owners, indexOf, capacity);
            ParquetDeltaReader reader = new ParquetDeltaReader(file, lanes, laneColumns, capacity);
            reader.cursor.skipTo(firstRow);
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The row the next chunk begins with, 0-based in the file. */
    public long position() {
        return cursor.position();
    }

    /** Rows of the file. */
    public long rows() {
        return file.rows();
    }

    /**
     * Reads the next chunk.
     *
     * @return the batches of the chunk, none if all its rows were dropped; null at the end
     * @throws BadFileException if the file is damaged
     */
    public List<DeltaBatch> readChunk() throws IOException {
        long firstRow = cursor.position();
        int rows = cursor.read(laneOfRow.length);
        if (rows == 0) {
            return null;
        }
        laneColumns.resolve(cursor, firstRow, rows, laneOfRow);
        return demultiplex(firstRow, rows);
    }

    private List<DeltaBatch> demultiplex(long firstRow, int rows) {
        countRowsOfLanes(rows);
        DeltaBatch[] batchOfLane = new DeltaBatch[lanes.size()];
        List<DeltaBatch> batches = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int lane = laneOfRow[row];
            if (lane >= 0) {
                if (batchOfLane[lane] == null) {
                    String name = file.path().toString();
                    batchOfLane[lane] = new DeltaBatch(lanes.get(lane), name, rowsOfLane[lane]);
                    batches.add(batchOfLane[lane]);
                }
                columns.append(row, firstRow + row, batchOfLane[lane]);
            }
        }
        return batches;
    }

    private void countRowsOfLanes(int rows) {
        Arrays.fill(rowsOfLane, 0);
        for (int row = 0; row < rows; row++) {
            if (laneOfRow[row] >= 0) {
                rowsOfLane[laneOfRow[row]]++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
