// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Reads one input file as chunks of at most {@link DeltaBatch#MAX_ROWS} rows; for wide book
 * snapshots, each row of which becomes many rows of a batch, a tenth of that. A chunk is one batch
 * for each lane with rows in it, ordered by the lanes' first rows. Chunks end at multiples of their
 * size in the file, wherever the reader was opened. Used by one thread.
 */
public final class ParquetDeltaReader implements Closeable {
    private static final int BOOK_ROWS = DeltaBatch.MAX_ROWS / 10;

    private final DeltaFile file;
    private final List<Lane> lanes;
    private final LaneOfRow laneColumns;
    private final TableColumns columns;
    private final RowGroupCursor cursor;
    private final int chunkRows;
    private final int[] laneOfRow;
    private final int[] rowsOfLane;

    private ParquetDeltaReader(
            DeltaFile file, List<Lane> lanes, LaneOfRow laneColumns, int chunkRows) {
        this.file = file;
        this.lanes = lanes;
        this.laneColumns = laneColumns;
        this.chunkRows = chunkRows;
        int capacity = (int) Math.min(chunkRows, file.rows());
        this.columns = TableColumns.of(file.binding(), NumberScales.of(lanes), capacity);
        List<ChunkColumn> all = new ArrayList<>(laneColumns.columns());
        all.addAll(columns.columns());
        this.cursor = file.cursor(all);
        this.laneOfRow = new int[capacity];
        this.rowsOfLane = new int[lanes.size()];
    }

    /**
     * Opens a file of deltas at a row.
     *
     * @param lanes the lanes that rows may belong to
     * @param unlisted what happens to rows of other lanes
     * @param firstRow 0-based row to start with; row groups before it are not read
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     */
    public static ParquetDeltaReader open(
            Path path,
            TableFormat format,
            RowOwners owners,
            List<Lane> lanes,
            UnlistedLanes unlisted,
            long firstRow)
            throws IOException {
        DeltaFile file = DeltaFile.open(path, InputTable.DELTAS, format);
        file.readAhead();
        return open(file, owners, lanes, unlisted, firstRow);
    }

    /**
     * Opens a file of any table at its first row, for the rows of some lanes.
     *
     * @param format how its columns are read
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     */
    public static ParquetDeltaReader open(
            Path path, InputTable table, TableFormat format, RowOwners owners, List<Lane> lanes)
            throws IOException {
        return open(DeltaFile.open(path, table, format), owners, lanes, UnlistedLanes.DROP, 0);
    }

    /**
     * Opens a file of trades or book snapshots at the first row group that may hold a time.
     *
     * @param format how its columns are read
     * @param clock which of a row's times is meant
     * @param nanos the time in ns
     * @throws BadFileException if the file is not Parquet, is damaged or lacks a column
     */
    public static ParquetDeltaReader openSince(
            Path path,
            InputTable table,
            TableFormat format,
            RowOwners owners,
            Lane lane,
            UnlistedLanes unlisted,
            EventClock clock,
            long nanos)
            throws IOException {
        DeltaFile file = DeltaFile.open(path, table, format);
        file.readAhead();
        TimeStatistics times = new TimeStatistics(file.binding(), clock);
        long firstRow = 0;
        for (BlockMetaData rowGroup : file.rowGroups()) {
            if (nanos <= 0 || times.mayReach(rowGroup, nanos)) {
                break;
            }
            firstRow += rowGroup.getRowCount();
        }
        return open(file, owners, List.of(lane), unlisted, firstRow);
    }

    private static ParquetDeltaReader open(
            DeltaFile file,
            RowOwners owners,
            List<Lane> lanes,
            UnlistedLanes unlisted,
            long firstRow)
            throws IOException {
        try {
            boolean isBook = file.binding().dialect().table() == InputTable.BOOK;
            int chunkRows = isBook ? BOOK_ROWS : DeltaBatch.MAX_ROWS;
            int capacity = (int) Math.min(chunkRows, file.rows());
            ToIntFunction<LaneId> indexOf = LaneIndex.of(file.path(), lanes, unlisted);
            LaneOfRow laneColumns = new LaneOfRow(file, owners, indexOf, capacity);
            ParquetDeltaReader reader = new ParquetDeltaReader(file, lanes, laneColumns, chunkRows);
            reader.cursor.skipTo(firstRow);
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The first row of the next chunk, 0-based in the file. */
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
     * @return the batches of the chunk, empty if all its rows were dropped; null at the end
     * @throws BadFileException if the file is damaged
     */
    public List<DeltaBatch> readChunk() throws IOException {
        long firstRow = cursor.position();
        int rows = cursor.read((int) Math.min(chunkRows - firstRow % chunkRows, laneOfRow.length));
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
        for (int row = 0, end; row < rows; row = end) {
            int lane = laneOfRow[row];
            end = endOfRun(row, rows);
            if (lane >= 0) {
                if (batchOfLane[lane] == null) {
                    String name = file.path().toString();
                    batchOfLane[lane] = new DeltaBatch(lanes.get(lane), name, rowsOfLane[lane]);
                    batchOfLane[lane].file(file.binding().dialect().table(), name);
                    batches.add(batchOfLane[lane]);
                }
                columns.append(row, end, firstRow, batchOfLane[lane]);
            }
        }
        return batches;
    }

    /** The first row after a given one that belongs to another lane. */
    private int endOfRun(int row, int rows) {
        int lane = laneOfRow[row];
        int end = row + 1;
        while (end < rows && laneOfRow[end] == lane) {
            end++;
        }
        return end;
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
