// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.EventClock;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/** The order of the rows of three tables, found with lists of all of them. */
public final class ObviousMerge {
    private static final int BOOK_LEVELS = 3;

    private final RandomTables tables;

    private record Line(long key, String text) {}

    private record Message(long key, List<String> lines) {}

    public ObviousMerge(RandomTables tables) {
        this.tables = tables;
    }

    public static String line(InputTable table, String file, long row, int levels, long id) {
        return table + " " + file + " row " + row + " levels " + levels + " id " + id;
    }

    /** A line a row, and one for the end. */
    public List<String> lines() {
        List<Line> book = others(InputTable.BOOK, tables.book(), BOOK_LEVELS);
        List<Line> trades = others(InputTable.TRADES, tables.trades(), 1);
        List<String> lines = new ArrayList<>();
        for (Message message : messages()) {
            takeBelow(message.key(), book, trades, lines);
            lines.addAll(message.lines());
        }
        takeBelow(Long.MAX_VALUE, book, trades, lines);
        lines.add("end");
        return lines;
    }

    private static void takeBelow(
            long key, List<Line> book, List<Line> trades, List<String> lines) {
        while (true) {
            long nextBook = book.isEmpty() ? Long.MAX_VALUE : book.get(0).key();
            long nextTrade = trades.isEmpty() ? Long.MAX_VALUE : trades.get(0).key();
            if (Math.min(nextBook, nextTrade) >= key) {
                return;
            }
            lines.add((nextBook <= nextTrade ? book : trades).remove(0).text());
        }
    }

    private List<Line> others(InputTable table, List<List<DeltaRow>> files, int levels) {
        List<Line> lines = new LinkedList<>();
        long key = 0;
        for (int file = 0; file < files.size(); file++) {
            for (int row = 0; row < files.get(file).size(); row++) {
                DeltaRow values = files.get(file).get(row);
                key = Math.max(key, time(values));
                lines.add(new Line(key, line(table, file + ".parquet", row, levels, values.id())));
            }
        }
        return lines;
    }

    /** Rows without a key stay with the message that they follow. */
    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message(0, new ArrayList<>()));
        long key = 0;
        String current = null;
        for (int file = 0; file < tables.deltas().size(); file++) {
            List<DeltaRow> rows = tables.deltas().get(file);
            for (int row = 0; row < rows.size(); row++) {
                String next = keyOf(rows.get(row));
                if (next != null && !next.equals(current)) {
                    key = Math.max(key, time(rows.get(row)));
                    messages.add(new Message(key, new ArrayList<>()));
                    current = next;
                }
                long id = rows.get(row).id() == null ? Missing.ID : rows.get(row).id();
                messages.get(messages.size() - 1)
                        .lines()
                        .add(line(InputTable.DELTAS, file + ".parquet", row, 1, id));
            }
        }
        return messages;
    }

    private String keyOf(DeltaRow row) {
        String mark = row.snapshot() + " " + row.id();
        long arrival = usable(row.arrival());
        long time = arrival == 0 && row.id() == null ? usable(row.event()) : arrival;
        if (tables.mode() == SequenceMode.RANGE) {
            return row.id() == null ? null : mark;
        }
        if (row.id() == null) {
            boolean isRejected = row.quantity().equals("-1");
            boolean isKeyed = tables.mode() == SequenceMode.NONE ? !isRejected || time != 0 : false;
            if (!isKeyed) {
                return null;
            }
            return row.snapshot() ? mark : mark + " " + time;
        }
        return mark + " " + time;
    }

    private long time(DeltaRow row) {
        boolean arrivalFirst = tables.clock() == EventClock.ARRIVAL;
        long first = usable(arrivalFirst ? row.arrival() : row.event());
        return first != 0 ? first : usable(arrivalFirst ? row.event() : row.arrival());
    }

    private static long usable(Long time) {
        return time == null ? 0 : time;
    }
}
