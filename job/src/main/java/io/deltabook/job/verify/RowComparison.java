// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.CanonicalBytes;
import io.deltabook.job.parquet.EventChunk;
import io.deltabook.job.parquet.EventValues;
import io.deltabook.job.parquet.LevelValues;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the first row of an hour in which two outputs differ, and in which column. Columns that
 * only one of them has, because the other is of an older schema version, are not compared.
 */
final class RowComparison {
    private final LaneId lane;
    private final List<EventFile> here;
    private final List<EventFile> there;
    private final Findings findings;
    private final CanonicalBytes left = new CanonicalBytes();
    private final CanonicalBytes right = new CanonicalBytes();
    private EventChunk chunk;
    private EventChunk otherChunk;
    private List<Pair> pairs;

    /** A column that both outputs have. */
    private record Pair(EventValues column, EventValues other) {}

    RowComparison(LaneId lane, List<EventFile> here, List<EventFile> there, Findings findings) {
        this.lane = lane;
        this.here = here;
        this.there = there;
        this.findings = findings;
    }

    /** Reports the first difference of an hour; false if there is none. */
    boolean firstDifference(long hour) throws IOException {
        try (LaneRows rows = rows(here, hour);
                LaneRows others = rows(there, hour)) {
            boolean has = next(rows, hour);
            boolean otherHas = next(others, hour);
            while (has && otherHas && rows.seq() == others.seq()) {
                if (differ(rows, others)) {
                    return true;
                }
                has = next(rows, hour);
                otherHas = next(others, hour);
            }
            if (has && (!otherHas || rows.seq() < others.seq())) {
                findings.row(
                        FindingKind.DIFFERENCE, rows, "must be in both outputs, but is only here");
            } else if (otherHas) {
                findings.row(
                        FindingKind.DIFFERENCE,
                        others,
                        "must be in both outputs, but is only in the other");
            }
            return has || otherHas;
        }
    }

    /** Findings about unreadable files were made when the files were read before. */
    private LaneRows rows(List<EventFile> files, long hour) {
        List<EventFile> ofHour = files.stream().filter(file -> file.mayHold(hour)).toList();
        return new LaneRows(lane, ofHour, new Findings(0, finding -> {}));
    }

    private static boolean next(LaneRows rows, long hour) throws IOException {
        while (rows.next()) {
            if (EventHour.of(rows.nanos()) == hour) {
                return true;
            }
        }
        return false;
    }

    private boolean differ(LaneRows rows, LaneRows others) {
        if (rows.chunk() != chunk || others.chunk() != otherChunk) {
            chunk = rows.chunk();
            otherChunk = others.chunk();
            pairs = pairs(chunk.columns(), otherChunk.columns());
        }
        for (Pair pair : pairs) {
            left.clear();
            right.clear();
            pair.column.canonical(rows.row(), left);
            pair.other.canonical(others.row(), right);
            if (!left.sameAs(right)) {
                report(rows, pair.column, others, pair.other);
                return true;
            }
        }
        return false;
    }

    private static List<Pair> pairs(List<EventValues> columns, List<EventValues> others) {
        List<Pair> pairs = new ArrayList<>();
        for (EventValues column : columns) {
            others.stream()
                    .filter(other -> other.name().equals(column.name()))
                    .forEach(other -> pairs.add(new Pair(column, other)));
        }
        return pairs;
    }

    private void report(
            LaneRows rows, EventValues column, LaneRows others, EventValues otherColumn) {
        int level = -1;
        if (column instanceof LevelValues levels
                && otherColumn instanceof LevelValues otherLevels
                && !column.isNull(rows.row())
                && !otherColumn.isNull(others.row())) {
            level = firstLevel(levels, rows.row(), otherLevels, others.row());
        }
        findings.row(
                FindingKind.DIFFERENCE,
                rows,
                "%s must be the same in both outputs, but is %s here and %s there",
                level < 0 ? column.name() : "level " + level + " of " + column.name(),
                text(column, rows.row(), level),
                text(otherColumn, others.row(), level));
    }

    private static int firstLevel(LevelValues levels, int row, LevelValues others, int otherRow) {
        int level = 0;
        while (level < levels.levels(row)
                && level < others.levels(otherRow)
                && levels.text(row, level).equals(others.text(otherRow, level))) {
            level++;
        }
        return level;
    }

    private static String text(EventValues column, int row, int level) {
        if (level < 0 || !(column instanceof LevelValues levels)) {
            return column.text(row);
        }
        return level < levels.levels(row) ? levels.text(row, level) : "missing";
    }
}
