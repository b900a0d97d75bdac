// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.contract.LaneNames;
import io.deltabook.job.parquet.decode.ByteSlices;
import io.deltabook.job.parquet.decode.BytesColumnDecoder;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.ParquetDecodingException;

/** Strings with few distinct values, as numbers in order of first occurrence. */
public final class TextColumn implements ChunkColumn {
    /** The number of null. */
    public static final int NULL = -1;

    /** UTF-8 has at most three bytes for each character of a name. */
    private static final int MAX_BYTES = 3 * LaneNames.MAX_LENGTH;

    /** Maximum distinct strings, all of which are kept; a venue has a few thousand symbols. */
    private static final int MAX_TEXTS = 50_000;

    /** Up to this many are compared one by one before a string is created. */
    private static final int COMPARED = 16;

    private final BytesColumnDecoder pages;
    private final List<String> texts = new ArrayList<>();
    private final List<byte[]> stored = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    public TextColumn(ColumnDescriptor descriptor, int capacity) {
        pages = BytesColumnDecoder.converted(descriptor, capacity, this::number, NULL);
    }

    /** The number of a row's text. */
    public int number(int row) {
        return (int) pages.values()[row];
    }

    /** The string of a number, null for that of null. */
    public String text(int number) {
        return number == NULL ? null : texts.get(number);
    }

    @Override
    public ColumnDecoder pages() {
        return pages;
    }

    private void number(ByteSlices slices, int from, int to, long[] values) {
        long last = NULL;
        for (int i = from; i < to; i++) {
            if (last == NULL || !isText((int) last, slices, i)) {
                last = number(slices, i);
            }
            values[i] = last;
        }
    }

    private int number(ByteSlices slices, int i) {
        for (int number = 0; number < Math.min(COMPARED, texts.size()); number++) {
            if (isText(number, slices, i)) {
                return number;
            }
        }
        if (slices.length(i) > MAX_BYTES || texts.size() == MAX_TEXTS) {
            throw new ParquetDecodingException(
                    "a name must have at most %d bytes and a file at most %d of them, but name %d has %d bytes"
                            .formatted(MAX_BYTES, MAX_TEXTS, texts.size() + 1, slices.length(i)));
        }
        byte[] bytes = slices.copy(i);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Integer known = numbers.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(text);
        stored.add(bytes);
        return texts.size() - 1;
    }

    private boolean isText(int number, ByteSlices slices, int i) {
        byte[] text = stored.get(number);
        int at = slices.at(i);
        return Arrays.equals(text, 0, text.length, slices.bytes(i), at, at + slices.length(i));
    }
}
