// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * A row of an events file, to look at and to change.
 *
 * @param rows all rows of the file, in which a change is made
 * @param at the place of this row, from 0
 */
public record EventRow(List<Group> rows, int at) {
    public Group group() {
        return rows.get(at);
    }

    /** The row so many places further on. */
    public EventRow next(int places) {
        return new EventRow(rows, at + places);
    }

    public EventRow next() {
        return next(1);
    }

    public boolean isType(String type) {
        return group().getString("event_type", 0).equals(type);
    }

    public boolean isDelta() {
        return isType("BOOK_DELTA");
    }

    public boolean isKind(String kind) {
        return isType("BOOK_SNAPSHOT") && group().getString("snapshot_kind", 0).equals(kind);
    }

    /** Whether it is the last BOOK_DELTA of its message. */
    public boolean isLast() {
        return isDelta() && group().getBoolean("last_in_message", 0);
    }

    /** Whether it is a BOOK_DELTA that its message goes on after. */
    public boolean isBeforeLast() {
        return isDelta() && !isLast();
    }

    /** Whether it is a BOOK_DELTA that sets a level. */
    public boolean setsLevel() {
        if (!isDelta()) {
            return false;
        }
        for (byte one : group().getBinary("delta_quantity", 0).getBytes()) {
            if (one != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a PERIODIC of a LIVE book that does not certify all bids it lists. */
    public boolean certifiesFewer() {
        return isKind("PERIODIC")
                && group().getBoolean("is_snapshot", 0)
                && group().getInteger("certified_bids", 0) < levels("bids");
    }

    /** The newest snapshot before it, or else the first row. */
    public EventRow snapshotBefore() {
        EventRow before = next(-1);
        while (before.at > 0 && !before.isType("BOOK_SNAPSHOT")) {
            before = before.next(-1);
        }
        return before;
    }

    public long number(String column) {
        return group().getLong(column, 0);
    }

    /** How many levels a list has. */
    public int levels(String side) {
        return group().getGroup(side, 0).getFieldRepetitionCount(0);
    }

    public EventRow set(String column, long value) {
        return change(column, row -> row.add(column, value));
    }

    public EventRow set(String column, int value) {
        return change(column, row -> row.add(column, value));
    }

    public EventRow set(String column, boolean value) {
        return change(column, row -> row.add(column, value));
    }

    public EventRow set(String column, String value) {
        return change(column, row -> row.add(column, value));
    }

    public EventRow setNull(String column) {
        return change(column, row -> {});
    }

    /** Sets a DECIMAL(38,18) to this many units of its last digit. */
    public EventRow setUnits(String column, int units) {
        return change(column, row -> row.add(column, units(units)));
    }

    /** Sets the quantity of a level of a list to this many units of its last digit. */
    public EventRow setLevel(String side, int level, int units) {
        Group list = group().getGroup(side, 0);
        Group changed = new SimpleGroup(list.getType());
        for (int i = 0; i < levels(side); i++) {
            Group element = list.getGroup(0, i).getGroup(0, 0);
            Group copy = changed.addGroup(0).addGroup(0);
            copy.add("price", element.getBinary("price", 0));
            copy.add("quantity", i == level ? units(units) : element.getBinary("quantity", 0));
        }
        return change(side, row -> row.add(side, changed));
    }

    private static Binary units(int units) {
        byte[] bytes = new byte[16];
        bytes[12] = (byte) (units >>> 24);
        bytes[13] = (byte) (units >>> 16);
        bytes[14] = (byte) (units >>> 8);
        bytes[15] = (byte) units;
        return Binary.fromConstantByteArray(bytes);
    }

    private EventRow change(String column, Consumer<Group> value) {
        Group changed = copy(group(), group().getType(), name -> !name.equals(column));
        value.accept(changed);
        rows.set(at, changed);
        return this;
    }

    /** Some columns of a row, in a schema that has them. */
    static Group copy(Group row, GroupType schema, Predicate<String> columns) {
        Group copy = new SimpleGroup(schema);
        for (Type field : row.getType().getFields()) {
            String name = field.getName();
            if (!columns.test(name) || row.getFieldRepetitionCount(name) == 0) {
                continue;
            }
            if (field.isPrimitive()) {
                addPrimitive(copy, row, field);
            } else {
                copy.add(name, row.getGroup(name, 0));
            }
        }
        return copy;
    }

    private static void addPrimitive(Group copy, Group row, Type field) {
        String name = field.getName();
        switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT64 -> copy.add(name, row.getLong(name, 0));
            case INT32 -> copy.add(name, row.getInteger(name, 0));
            case BOOLEAN -> copy.add(name, row.getBoolean(name, 0));
            default -> copy.add(name, row.getBinary(name, 0));
        }
    }
}
