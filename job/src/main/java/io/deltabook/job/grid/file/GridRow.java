// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.contract.Lane;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** The values of a row, by place of the column. Used over and over by one thread. */
public final class GridRow {
    /** Digits of a DECIMAL(38,18). */
    private static final int MAX_DIGITS = 38;

    private final boolean isExact;
    private final boolean[] isPresent;
    private final long[] bits;
    private final BigDecimal[] decimals;
    private final String[] words;
    private long nanos;

    /** A row of nulls. */
    public GridRow(GridColumns columns) {
        isExact = columns.values() == GridValues.DECIMAL;
        isPresent = new boolean[columns.size()];
        bits = new long[columns.size()];
        decimals = isExact ? new BigDecimal[columns.size()] : null;
        words = new String[columns.size()];
    }

    private GridRow(GridRow other) {
        isExact = other.isExact;
        isPresent = other.isPresent.clone();
        bits = other.bits.clone();
        decimals = isExact ? other.decimals.clone() : null;
        words = other.words.clone();
        nanos = other.nanos;
    }

    /** The same values in a row of their own. */
    public GridRow copy() {
        return new GridRow(this);
    }

    /**
     * Makes all values null.
     *
     * @param at epoch ns that decide on the file of the row
     */
    public void begin(long at) {
        nanos = at;
        Arrays.fill(isPresent, false);
    }

    /** Epoch ns that decide on the file of the row. */
    public long nanos() {
        return nanos;
    }

    /** Whether prices and quantities are exact decimals, and not doubles. */
    public boolean isExact() {
        return isExact;
    }

    public void number(int column, long value) {
        isPresent[column] = true;
        bits[column] = value;
    }

    public void real(int column, double value) {
        number(column, Double.doubleToRawLongBits(value));
    }

    public void word(int column, String value) {
        isPresent[column] = true;
        words[column] = value;
    }

    /**
     * A price, a quantity or what is computed of them. More than 18 decimals are rounded half even;
     * what does not fit DECIMAL(38,18) then is null.
     *
     * @param value null stays null
     */
    public void decimal(int column, BigDecimal value) {
        if (value == null) {
            return;
        }
        if (isExact) {
            BigDecimal fitting = value.setScale(Lane.MAX_SCALE, RoundingMode.HALF_EVEN);
            isPresent[column] = fitting.precision() <= MAX_DIGITS;
            decimals[column] = fitting;
        } else {
            real(column, value.doubleValue());
        }
    }

    boolean isPresent(int column) {
        return isPresent[column];
    }

    long number(int column) {
        return bits[column];
    }

    double real(int column) {
        return Double.longBitsToDouble(bits[column]);
    }

    String word(int column) {
        return words[column];
    }

    BigDecimal decimal(int column) {
        return decimals[column];
    }
}
