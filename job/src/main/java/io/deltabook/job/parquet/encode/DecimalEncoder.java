// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Encodes prices and quantities: a dictionary of the distinct numbers, each written once. Once it
 * is full, or if numbers hardly recur, the following pages are PLAIN: for such numbers, with zstd,
 * that is as fast as BYTE_STREAM_SPLIT, four times as fast as DELTA_BYTE_ARRAY and smaller, and
 * supported by every reader.
 */
public final class DecimalEncoder implements ValueEncoder {
    /** As many as fit into two-byte indices, or 1 MB of dictionary. */
    private static final int MAX_ENTRIES = 1 << 16;

    /** Minimum average uses of an entry that pay for its 16 bytes. */
    private static final int MIN_USES = 3;

    /** Minimum values needed to conclude that numbers hardly recur. */
    private static final int FEWEST_VALUES = 1 << 13;

    private final LongDictionary dictionary = new LongDictionary(MAX_ENTRIES);
    private long[] numbers = new long[64];
    private int count;
    private DecimalForm form;
    private boolean dictionaryFailed;
    private int entriesInUse;
    private int entriesOfLastPage;
    private long indexedValues;

    /** Sets the representation of the numbers in the next row group. */
    public void begin(DecimalForm newForm) {
        form = newForm;
    }

    /**
     * Makes room for more numbers in the page.
     *
     * @return their index in {@link #numbers()}
     */
    public int add(int more) {
        int at = count;
        count += more;
        if (count > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(count, numbers.length * 2));
        }
        return at;
    }

    /** The numbers of the page; another array after {@link #add}. */
    public long[] numbers() {
        return numbers;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        int[] indices = buffers.indices(count);
        if (!dictionaryFailed && dictionary.indices(numbers, count, indices) && isWorthwhile()) {
            entriesOfLastPage = dictionary.size() - entriesInUse;
            entriesInUse = dictionary.size();
            indexedValues += count;
            int width = buffers.indexWidth(entriesInUse);
            buffers.values.addByte(width);
            buffers.hybrid.begin(buffers.values, width);
            buffers.hybrid.addAll(indices, count);
            buffers.hybrid.end();
            return Encoding.RLE_DICTIONARY;
        }
        dictionaryFailed = true;
        EncodedBytes to = buffers.values;
        to.reserve(count * form.length());
        for (int i = 0; i < count; i++) {
            write(numbers[i], to);
        }
        return Encoding.PLAIN;
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        form.addTo(statistics, form.smallest(numbers, count));
        form.addTo(statistics, form.largest(numbers, count));
    }

    @Override
    public void endPage() {
        count = 0;
    }

    /** Two thirds of new numbers in the first page cost more than PLAIN. */
    private boolean isWorthwhile() {
        return entriesInUse > 0 || count < FEWEST_VALUES || dictionary.size() <= count / 3 * 2;
    }

    /**
     * Whether the dictionary worked well but has no room for a page with as many new numbers as the
     * last one, so that a new dictionary is better than PLAIN.
     */
    public boolean isUsedUp() {
        boolean full = dictionaryFailed || entriesInUse + entriesOfLastPage > MAX_ENTRIES;
        return full && indexedValues >= (long) MIN_USES * MAX_ENTRIES;
    }

    @Override
    public long dictionaryBytes() {
        return entriesInUse == 0 ? 0 : (long) entriesInUse * form.length();
    }

    @Override
    public DictionaryPage dictionary(PageBuffers buffers) {
        if (entriesInUse == 0) {
            return null;
        }
        EncodedBytes to = buffers.values;
        to.reserve(entriesInUse * form.length());
        for (int i = 0; i < entriesInUse; i++) {
            write(dictionary.entry(i), to);
        }
        return new DictionaryPage(to.view(), entriesInUse, Encoding.PLAIN);
    }

    private void write(long number, EncodedBytes to) {
        form.write(number, to.bytes, to.size);
        to.size += form.length();
    }

    @Override
    public void endRowGroup() {
        count = 0;
        dictionary.clear();
        dictionaryFailed = false;
        entriesInUse = 0;
        entriesOfLastPage = 0;
        indexedValues = 0;
    }
}
