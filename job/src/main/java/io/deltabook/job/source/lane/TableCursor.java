// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dataset.LostRows;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cursor over the rows of a lane's trades or book snapshots, in file order, with the merge key of
 * the current row: the maximum time seen in the table so far. A skipped bad file is a stop of its
 * own, with the key of the row before it. Where more files may come, so is the end of those there
 * are: no later row has a smaller key. Holds one chunk of one file. Used by one thread.
 */
final class TableCursor implements Closeable {
    /** The key after the last row. */
    static final long END = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(TableCursor.class);

    private final PlannedTable table;
    private final Lane lane;
    private final ReadingRules rules;
    private final long from;
    private int file;
    private long chunkStart;
    private ParquetDeltaReader reader;
    private DeltaBatch rows;
    private DeltaBatch badFile;
    private int row;
    private int end;
    private long key;
    private boolean isAwaiting;

    /**
     * @param from minimum merge key of the first row; 0 for all rows
     */
    TableCursor(PlannedTable table, Lane lane, ReadingRules rules, long from) throws IOException {
        this.table = table;
        this.lane = lane;
        this.rules = rules;
        this.from = from;
        try {
            do {
                next();
            } while (key < from && !isAwaiting);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The merge key in ns, 0 if no time was seen yet; {@link #END} after the last row. */
    long key() {
        return key;
    }

    /** Whether the next row is in a file that has yet to come. */
    boolean isAwaiting() {
        return isAwaiting;
    }

    /** The batch that reports the current bad file, null at a row. */
    DeltaBatch badFile() {
        return badFile;
    }

    /**
     * Whether the row fits into a batch: its rows of the table must come from one file. A book with
     * more levels than a batch has rows gets a batch of its own.
     */
    boolean fits(DeltaBatch batch) {
        String other = batch.file(table.table());
        return (batch.size() == 0 || batch.size() + end - row <= DeltaBatch.MAX_ROWS)
                && (other == null || other.equals(rows.file(table.table())));
    }

    void appendTo(DeltaBatch batch) {
        batch.file(table.table(), rows.file(table.table()));
        batch.appendRows(rows, row, end);
    }

    /**
     * Moves to the next row.
     *
     * @throws BadFileException if a file is damaged and bad files stop the run
     */
    void next() throws IOException {
        badFile = null;
        row = end;
        while (rows == null || row == rows.size()) {
            if (!load()) {
                isAwaiting = rules.isFollowed();
                key = isAwaiting ? key : END;
                return;
            }
            if (badFile != null) {
                return;
            }
        }
        end = row + 1;
        boolean isBook = table.table() == InputTable.BOOK;
        while (isBook && end < rows.size() && rows.fileRow(end) == rows.fileRow(row)) {
            end++;
        }
        key = Math.max(key, MessageKeys.timeOf(rows, row, rules.clock()));
    }

    /** Reads the next chunk, or finds a bad file; false at the end. */
    private boolean load() throws IOException {
        rows = null;
        row = 0;
        end = 0;
        while (file < table.files().size()) {
            PlannedFile planned = table.files().get(file);
            if (planned.problem() != null) {
                skip(planned, planned.problem());
                return true;
            }
            try {
                List<DeltaBatch> chunk = readChunk(planned);
                if (chunk == null) {
                    close();
                    UnchangedFile.of(planned);
                    file++;
                } else if (!chunk.isEmpty()) {
                    rows = chunk.get(0);
                    return true;
                }
            } catch (BadFileException e) {
                UnchangedFile.of(planned);
                if (rules.onBadFile() == BadFilePolicy.FAIL) {
                    throw e;
                }
                LOG.warn("Skipped rows from {} on: {}", chunkStart, e.getMessage());
                skip(planned, LostRows.text(e.problem(), chunkStart, planned.rows()));
                return true;
            }
        }
        return false;
    }

    private void skip(PlannedFile planned, String problem) throws IOException {
        close();
        badFile = DeltaBatch.badFile(lane, table.table(), planned.path(), problem);
        file++;
    }

    private List<DeltaBatch> readChunk(PlannedFile planned) throws IOException {
        if (reader == null) {
            chunkStart = 0;
            reader =
                    ParquetDeltaReader.openSince(
                            UnchangedFile.of(planned),
                            table.table(),
                            table.format(),
                            planned.owners(),
                            lane,
                            UnlistedLanes.DROP,
                            rules.clock(),
                            skippable());
        }
        chunkStart = reader.position();
        return reader.readChunk();
    }

    /**
     * Row groups that are never decoded might be damaged, so where damage is tolerated all are
     * decoded.
     */
    private long skippable() {
        boolean isSeeking = key < from;
        return isSeeking && rules.onBadFile() == BadFilePolicy.FAIL ? from : 0;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
