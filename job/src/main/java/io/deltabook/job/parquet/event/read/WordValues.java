// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import java.nio.charset.StandardCharsets;
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
                BytesColumnDecoder.stored(column, MOST_ROWS, words::number, Words.OTHER),
                words);
    }

    /** The value, null if there is none; the same object for the same word, with few exceptions. */
    public String value(int row) {
        return isNull(row) ? null : present(row);
    }

    private String present(int row) {
        int number = number(row);
        return number == Words.OTHER ? other(row) : words.text(number);
    }

    private String other(int row) {
        ByteSlices stored = decoder.stored();
        return new String(
                stored.bytes(row), stored.at(row), stored.length(row), StandardCharsets.UTF_8);
    }

    /**
     * The number of the row's word, the same in all rows of the file; {@link Words#OTHER} for null
     * and for the words of a column with very many.
     */
    int number(int row) {
        return (int) decoder.values()[row];
    }

    /** Whether the value is a word. */
    public boolean is(String word, int row) {
        return word.equals(value(row));
    }

    /** UTF-8 of the value. */
    byte[] utf8(int row) {
        return present(row).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    String presentText(int row) {
        return present(row);
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.text(present(row));
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
