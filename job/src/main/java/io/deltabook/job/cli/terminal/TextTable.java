// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text table of at most 80 columns: words aligned left, numbers right with thousands separators.
 * What does not fit beside each other stands below each other, with the first column repeated; the
 * second column of a table of two is broken at its spaces. A longer word, such as a path, stays
 * whole, so that it can be copied.
 */
public final class TextTable {
    private static final int WIDTH = 80;
    private static final String BETWEEN = "  ";

    /** Less room than this is not worth breaking a text for. */
    private static final int LEAST_TEXT = 30;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] numeric;
    private final boolean hasHeader;

    public TextTable(String... header) {
        this(true, header);
    }

    private TextTable(boolean hasHeader, String... header) {
        rows.add(header);
        numeric = new boolean[header.length];
        this.hasHeader = hasHeader;
    }

    /** A table of names and their values, without a header. */
    public static TextTable ofFacts() {
        return new TextTable(false, "", "");
    }

    public void row(Object... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numeric[i] |= cells[i] instanceof Number;
            row[i] = text(cells[i]);
        }
        rows.add(row);
    }

    public List<String> lines() {
        int[] widths = new int[numeric.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        int next = 1;
        do {
            int first = next;
            next = end(first, widths);
            if (first > 1) {
                lines.add("");
            }
            for (String[] row : rows.subList(hasHeader ? 0 : 1, rows.size())) {
                add(row, first, next, widths, lines);
            }
        } while (next < widths.length);
        return lines;
    }

    /** The column after the last that fits beside the first and those from another on. */
    private static int end(int from, int[] widths) {
        int width = widths[0];
        int end = from;
        while (end < widths.length) {
            width += BETWEEN.length() + widths[end];
            if (width > WIDTH && end > from) {
                return end;
            }
            end++;
        }
        return end;
    }

    private void add(String[] row, int from, int to, int[] widths, List<String> lines) {
        StringBuilder line = new StringBuilder(padded(row, 0, widths));
        if (row.length == 2 && !numeric[1]) {
            String indent = " ".repeat(widths[0] + BETWEEN.length());
            String start = line + BETWEEN;
            for (String part : parts(row[1], WIDTH - indent.length())) {
                lines.add((start + part).stripTrailing());
                start = indent;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            line.append(BETWEEN).append(padded(row, i, widths));
        }
        lines.add(line.toString().stripTrailing());
    }

    private String padded(String[] row, int column, int[] widths) {
        String pad = " ".repeat(widths[column] - row[column].length());
        return numeric[column] ? pad + row[column] : row[column] + pad;
    }

    private static List<String> parts(String text, int room) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > room && room >= LEAST_TEXT) {
            int space = rest.lastIndexOf(' ', room);
            if (space <= 0) {
                space = rest.indexOf(' ', room);
            }
            if (space < 0) {
                break;
            }
            parts.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        parts.add(rest);
        return parts;
    }

    private static String text(Object cell) {
        return cell instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : cell.toString();
    }
}
