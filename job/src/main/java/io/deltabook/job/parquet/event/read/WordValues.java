// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import org.apache.parquet.column.ColumnDescriptor;

/** A STRING column with few distinct values. */
public final class WordValues extends FlatValues {
    private final BytesColumnDecoder decoder;
    private final Words words;

    private WordValues(String name, BytesColumnDecoder decoder, Words words) {
        super(name, decoder);
        this.decoder = decoder;
        this.words = words;
    }

    static WordValues of(ColumnDescriptor column) {
        Words words = new Words();
        return new WordValues(
                column.getPath()[0],
                BytesColumnDecoder.converted(column, MOST_ROWS, words::number, Words.NONE),
                words);
    }

    /** The value, null if there is none; the same object for the same word. */
    public String value(int row) {
        int number = number(row);
        return number == Words.NONE ? null : words.text(number);
    }

    private int number(int row) {
        return isNull(row) ? Words.NONE : (int) decoder.values()[row];
    }

    /** Whether the value is a word. */
    public boolean is(String word, int row) {
        return word.equals(value(row));
    }

    /** The canonical form of a value, without the byte that says that it is there. */
    byte[] canonical(int row) {
        return words.canonical(number(row));
    }

    /**
     * The constant whose name is the value; null if there is none.
     *
     * @param constants always the same for a column
     */
    public <E extends Enum<E>> E named(E[] constants, int row) {
        int number = number(row);
        return number == Words.NONE
                ? null
                : constants[0].getDeclaringClass().cast(words.constant(constants, number));
    }

    @Override
    String presentText(int row) {
        return value(row);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.text(value(row));
    }

    @Override
    void size(CanonicalRows to) {
        to.addSizes(this);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.words(this);
    }
}
