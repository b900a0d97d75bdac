// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.example.data.Group;

/** One row of a dataset; values by column name. */
public final class DatasetRow {
    private final Group group;

    DatasetRow(Group group) {
        this.group = group;
    }

    /** The row as assembled by parquet-java. */
    public Group group() {
        return group;
    }

    /** The string of a required column. */
    public String text(String column) {
        return group.getString(column, 0);
    }

    /** The string of a column, or a default if the column or its value is absent. */
    public String textOr(String column, String absent) {
        boolean present =
                group.getType().containsField(column) && group.getFieldRepetitionCount(column) > 0;
        return present ? group.getString(column, 0) : absent;
    }

    /** The value of a DOUBLE column, NaN if it is null. */
    public double real(String column) {
        return group.getFieldRepetitionCount(column) == 0 ? Double.NaN : group.getDouble(column, 0);
    }

    /** The value of a DECIMAL(38,18) column, null if it is null. */
    public BigDecimal decimal(String column) {
        return group.getFieldRepetitionCount(column) == 0
                ? null
                : new BigDecimal(
                        new BigInteger(group.getBinary(column, 0).getBytes()), Lane.MAX_SCALE);
    }

    /** The time of a column, epoch ns, or a default if it is absent. */
    public long time(String column, long absent) {
        long value = number(column, absent);
        return value == absent
                ? absent
                : value * TimestampUnit.of(group.getType().getType(column)).nanos();
    }

    /** Value of an INT64 column, or a default if the column or its value is absent. */
    public long number(String column, long absent) {
        boolean present =
                group.getType().containsField(column) && group.getFieldRepetitionCount(column) > 0;
        return present ? group.getLong(column, 0) : absent;
    }
}
