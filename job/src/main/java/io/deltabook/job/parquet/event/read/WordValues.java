// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** A STRING column of an events file with few distinct values. */
public final class WordValues extends FlatValues {
    /** A damaged file may have any number of words. */
    private static final int MOST_WORDS = 64;

    private final String[] values = new String[MOST_ROWS];
    private final Map<Binary, String> words = new HashMap<>();
    private Binary lastBytes;
    private String lastWord;

    WordValues(String name) {
        super(name);
    }

    /** The value, null if there is none. */
    public String value(int row) {
        return isNull(row) ? null : values[row];
    }

    /** Whether the value is a word. */
    public boolean is(String word, int row) {
        return !isNull(row) && values[row].equals(word);
    }

    @Override
    void store(ColumnReader from, int row) {
        Binary bytes = from.getBinary();
        if (bytes != lastBytes) {
            lastWord = word(bytes);
            lastBytes = bytes;
        }
        values[row] = lastWord;
    }

    private String word(Binary bytes) {
        String known = words.get(bytes);
        if (known != null) {
            return known;
        }
        String word = bytes.toStringUsingUTF8();
        if (words.size() < MOST_WORDS) {
            words.put(bytes.copy(), word);
        }
        return word;
    }

    @Override
    String presentText(int row) {
        return values[row];
    }

    @Override
    void presentCanonical(int row, CanonicalBytes to) {
        to.text(values[row]);
    }
}
