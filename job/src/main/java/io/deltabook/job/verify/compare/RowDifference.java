// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.compare;

import io.deltabook.job.parquet.event.read.CanonicalBytes;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.verify.LaneRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the first column that differs between two rows. Columns are paired by name; a column that
 * only one of the rows has, because the other has an older schema version, is not compared. Not
 * thread-safe.
 */
public final class RowDifference {
    private final Predicate<String> isCompared;
    private final CanonicalBytes left = new CanonicalBytes();
    private final CanonicalBytes right = new CanonicalBytes();
    private EventChunk chunk;
    private EventChunk otherChunk;
    private List<Pair> pairs;

    /** A column that both rows have. */
    private record Pair(ColumnValues column, ColumnValues other) {}

    /**
     * A difference.
     *
     * @param what the column, or one of its levels
     * @param here its value in the first row
     * @param there its value in the second row
     */
    public record Found(String what, String here, String there) {}

    /**
     * @param isCompared whether a column, given by name, is compared
     */
    public RowDifference(Predicate<String> isCompared) {
        this.isCompared = isCompared;
    }

    /** The first difference of two rows, null if there is none. */
    public Found between(LaneRows rows, LaneRows others) {
        if (rows.chunk() != chunk || others.chunk() != otherChunk) {
            chunk = rows.chunk();
            otherChunk = others.chunk();
            pairs = pairs();
        }
        for (Pair pair : pairs) {
            left.clear();
            right.clear();
            pair.column.canonical(rows.row(), left);
            pair.other.canonical(others.row(), right);
            if (!left.sameAs(right)) {
                return found(rows, pair.column, others, pair.other);
            }
        }
        return null;
    }

    private List<Pair> pairs() {
        List<Pair> found = new ArrayList<>();
        for (ColumnValues column : chunk.columns()) {
            otherChunk.columns().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .filter(other -> isCompared.test(other.name()))
                    .forEach(other -> found.add(new Pair(column, other)));
        }
        return found;
    }

    private static Found found(
            LaneRows rows, ColumnValues column, LaneRows others, ColumnValues otherColumn) {
        int level = -1;
        if (column instanceof LevelValues levels
                && otherColumn instanceof LevelValues otherLevels
                && !column.isNull(rows.row())
                && !otherColumn.isNull(others.row())) {
            level = firstLevel(levels, rows.row(), otherLevels, others.row());
        }
        return new Found(
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

    private static String text(ColumnValues column, int row, int level) {
        if (level < 0 || !(column instanceof LevelValues levels)) {
            return column.text(row);
        }
        return level < levels.levels(row) ? levels.text(row, level) : "missing";
    }
}
