// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.plan.PlannedTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Merges a lane's book snapshots and trades into its deltas. A table's merge key is the maximum
 * time seen in it so far; rows of the other tables go before the first delta message with a larger
 * key, book snapshots before trades at equal keys, and never inside a message. A message's key
 * applies from its first row. Returns the merged batches of one delta batch at a time; uses no more
 * memory than these and a chunk of each table. Where more files of a table may come, it stops
 * before the first row that may have to go behind one of theirs. Used by one thread.
 */
final class LaneMerge implements Closeable {
    private final Lane lane;
    private final ReadingRules rules;
    private final List<TableCursor> tables = new ArrayList<>();
    private MessageRun message;
    private long key;
    private DeltaBatch deltas;
    private int row;
    private boolean isDone = true;
    private long lastOther;
    private long rowsAtEnd;

    /**
     * @param tables the lane's other tables
     * @param from merge key to start at; 0 for the beginning
     * @param rowsAtEnd rows of the tables that were already returned after all deltas
     */
    LaneMerge(Lane lane, List<PlannedTable> tables, ReadingRules rules, long from, long rowsAtEnd)
            throws IOException {
        this.lane = lane;
        this.rowsAtEnd = rowsAtEnd;
        this.rules = rules;
        this.message = new MessageRun(lane);
        this.key = from;
        this.lastOther = from - 1;
        List<PlannedTable> inOrder = new ArrayList<>(tables);
        inOrder.sort(Comparator.comparing(LaneMerge::rank));
        try {
            for (PlannedTable table : inOrder) {
                this.tables.add(new TableCursor(table, lane, rules, from));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The contract's order: delta, snapshot, trade. */
    private static int rank(PlannedTable table) {
        return table.table() == InputTable.BOOK ? 0 : 1;
    }

    /** Sets the message that the next delta rows may continue. */
    void follow(MessageRun before) {
        message = before;
    }

    /** Accepts the lane's next batch of deltas, its end, or the report of a bad file. */
    void take(DeltaBatch batch) {
        deltas = batch;
        row = 0;
        isDone = false;
    }

    /** Whether the last delta batch was returned completely. */
    boolean isDone() {
        return isDone;
    }

    /** The merge key of the deltas so far, ns. */
    long key() {
        return key;
    }

    /**
     * The key at which a new chunk can start here: before a message, if the keys of the returned
     * and the remaining rows of the other tables differ; negative if it cannot.
     */
    long splitKey() {
        if (isDone || !isBeforeMessage()) {
            return -1;
        }
        long other = firstTable().key();
        return other > lastOther && other < limit() ? other : -1;
    }

    /** Continues like a reader that starts at a {@link #splitKey}. */
    void split(long splitKey) {
        key = splitKey;
    }

    /**
     * File row of the next delta row; after the last one, the rows of the other tables returned
     * since.
     */
    long fileRow() {
        return deltas.isEndOfLane() ? rowsAtEnd : deltas.fileRow(row);
    }

    /**
     * The next batch, empty only for reports and the end; null if it may need rows of a file that
     * has yet to come. A batch is whole or left out, so that its bounds do not depend on when files
     * come.
     */
    DeltaBatch next() throws IOException {
        DeltaBatch out = new DeltaBatch(lane, deltas.file(), capacity());
        boolean isRoom = true;
        while (isRoom && !isDone) {
            if (isBeforeMessage() && firstTable().key() < limit()) {
                TableCursor table = firstTable();
                if (table.isAwaiting()) {
                    return null;
                }
                if (table.badFile() != null && out.size() == 0) {
                    DeltaBatch report = table.badFile();
                    passed(table);
                    return report;
                }
                isRoom = table.badFile() == null && table.fits(out);
                if (isRoom) {
                    table.appendTo(out);
                    passed(table);
                }
            } else if (row == deltas.size()) {
                isDone = out.size() == 0;
                isRoom = false;
            } else {
                isRoom = out.size() < DeltaBatch.MAX_ROWS;
                appendDeltas(out);
            }
        }
        return out.size() == 0 ? deltas : out;
    }

    private int capacity() {
        return Math.min(DeltaBatch.MAX_ROWS, deltas.size() + deltas.size() / 4);
    }

    private void passed(TableCursor table) throws IOException {
        lastOther = table.key();
        rowsAtEnd += deltas.isEndOfLane() && table.badFile() == null ? 1 : 0;
        table.next();
    }

    /** Appends delta rows up to the next row of another table, or as many as fit. */
    private void appendDeltas(DeltaBatch out) {
        int start = row;
        int end = Math.min(deltas.size(), start + DeltaBatch.MAX_ROWS - out.size());
        long other = firstTable().key();
        while (row < end) {
            if (message.begins(deltas, row)) {
                if (row > start && other < limit()) {
                    break;
                }
                key = limit();
            }
            if (message.isKeyed(deltas, row)) {
                message.follow(deltas, row);
            }
            row++;
        }
        out.appendRows(deltas, start, row);
        isDone = row == deltas.size();
    }

    private boolean isBeforeMessage() {
        return deltas.isEndOfLane() || row < deltas.size() && message.begins(deltas, row);
    }

    /**
     * The key of the message that starts here; at the end of the lane all remaining rows come
     * first.
     */
    private long limit() {
        if (deltas.isEndOfLane()) {
            return TableCursor.END;
        }
        long time = MessageKeys.timeOf(deltas, row, rules.clock());
        return time == Missing.TIME ? key : Math.max(key, time);
    }

    private TableCursor firstTable() {
        TableCursor first = tables.get(0);
        for (TableCursor table : tables) {
            first = table.key() < first.key() ? table : first;
        }
        return first;
    }

    @Override
    public void close() throws IOException {
        for (TableCursor table : tables) {
            table.close();
        }
    }
}
