// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;

/** Changes of single rows of an events file, and how to find one to change. */
public final class RowEdits {
    private RowEdits() {}

    /** Sets a column of a row, or leaves it null. */
    interface Setter {
        void set(Group row, String column);
    }

    public static List<Group> without(List<Group> rows, int row) {
        rows.remove(row);
        return rows;
    }

    public static List<Group> set(List<Group> rows, int row, String column, Setter value) {
        Group changed = OutputCopy.copyWithout(rows.get(row), rows.get(row).getType(), column);
        value.set(changed, column);
        rows.set(row, changed);
        return rows;
    }

    public static Setter to(long value) {
        return (row, column) -> row.add(column, value);
    }

    public static Setter to(int value) {
        return (row, column) -> row.add(column, value);
    }

    public static Setter to(boolean value) {
        return (row, column) -> row.add(column, value);
    }

    public static Setter to(String value) {
        return (row, column) -> row.add(column, value);
    }

    public static Setter toNull() {
        return (row, column) -> {};
    }

    /** A DECIMAL(38,18) of this many units of its last digit. */
    public static Setter toUnits(int units) {
        return (row, column) -> row.add(column, units(units));
    }

    private static Binary units(int units) {
        byte[] bytes = new byte[16];
        bytes[12] = (byte) (units >>> 24);
        bytes[13] = (byte) (units >>> 16);
        bytes[14] = (byte) (units >>> 8);
        bytes[15] = (byte) units;
        return Binary.fromConstantByteArray(bytes);
    }

    /** Sets the quantity of a level of a list to this many units of its last digit. */
    public static List<Group> setLevel(
            List<Group> rows, int row, String side, int level, int units) {
        Group list = rows.get(row).getGroup(side, 0);
        Group changed = new SimpleGroup(list.getType());
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            Group element = list.getGroup(0, i).getGroup(0, 0);
            Group copy = changed.addGroup(0).addGroup(0);
            copy.add("price", element.getBinary("price", 0));
            copy.add("quantity", i == level ? units(units) : element.getBinary("quantity", 0));
        }
        return set(rows, row, side, (to, column) -> to.add(column, changed));
    }

    public static int firstRow(Path file, String type) throws IOException {
        List<Group> rows = OutputCopy.rows(file);
        int row = 0;
        while (!isType(rows.get(row), type)) {
            row++;
        }
        return row;
    }

    /** The last row but one that is so. */
    public static int lastRow(List<Group> rows, IntPredicate is) {
        int row = rows.size() - 2;
        while (!is.test(row)) {
            row--;
        }
        return row;
    }

    public static boolean isType(Group row, String type) {
        return row.getString("event_type", 0).equals(type);
    }

    public static boolean isKind(Group row, String kind) {
        return isType(row, "BOOK_SNAPSHOT") && row.getString("snapshot_kind", 0).equals(kind);
    }

    /** Whether it is the last BOOK_DELTA of its message. */
    public static boolean isLast(Group row) {
        return isType(row, "BOOK_DELTA") && row.getBoolean("last_in_message", 0);
    }

    /** Whether it is a BOOK_DELTA that sets a level. */
    public static boolean setsLevel(Group row) {
        if (!isType(row, "BOOK_DELTA")) {
            return false;
        }
        for (byte one : row.getBinary("delta_quantity", 0).getBytes()) {
            if (one != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a PERIODIC of a LIVE book that does not certify all bids it lists. */
    public static boolean certifiesFewer(Group row) {
        return isKind(row, "PERIODIC")
                && row.getBoolean("is_snapshot", 0)
                && row.getInteger("certified_bids", 0)
                        < row.getGroup("bids", 0).getFieldRepetitionCount(0);
    }
}
