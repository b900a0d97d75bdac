// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The books of some files of one market, a row each, in the order of the rows; a row without a time
 * is passed over. Not thread-safe.
 */
public final class RowStates implements BookStates {
    private static final int MAX_DEPTH = 1_000;

    private final Iterator<Path> files;
    private final Map<String, String> names;
    private final BookTop top = new BookTop(MAX_DEPTH);
    private RowTable table;
    private RowColumns columns;
    private boolean isHeld;
    private long held;
    private long clock = Long.MIN_VALUE;
    private boolean hasBook;

    /**
     * @param names names of columns by role; the usual ones if there are none
     */
    public RowStates(List<Path> files, Map<String, String> names) {
        this.files = files.iterator();
        this.names = names;
    }

    @Override
    public boolean next(long until) throws IOException {
        if (!isHeld && !move() || held > until) {
            return false;
        }
        isHeld = false;
        clock = held;
        columns.list(table, top);
        hasBook = top.size(Side.BID) > 0 || top.size(Side.ASK) > 0;
        return true;
    }

    private boolean move() throws IOException {
        while (true) {
            if (table == null) {
                if (!files.hasNext()) {
                    return false;
                }
                Path file = files.next();
                table = RowTable.open(file);
                columns = RowColumns.of(file, table.names(), names);
            }
            if (!table.next()) {
                close();
                continue;
            }
            long nanos = columns.nanos(table);
            if (nanos != RowTimes.NONE) {
                held = Math.max(clock, nanos);
                isHeld = true;
                return true;
            }
        }
    }

    @Override
    public long nanos() {
        return clock;
    }

    @Override
    public boolean isMessage() {
        return false;
    }

    @Override
    public boolean hasBook() {
        return hasBook;
    }

    @Override
    public void list(BookTop to) {
        to.copy(top);
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
            table = null;
        }
    }
}
