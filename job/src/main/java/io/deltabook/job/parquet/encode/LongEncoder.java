// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Encodes times and ids: if they repeat from row to row, as those of a message do, as a dictionary
 * and runs of its indices; otherwise, and once the dictionary is full, as DELTA_BINARY_PACKED, or
 * PLAIN if pages must be portable.
 */
public final class LongEncoder implements ValueEncoder {
    private static final int MAX_ENTRIES = 1 << 17;

    /** Minimum average values per run at which the dictionary is smaller. */
    private static final int MIN_REPEATS = 3;

    private final LongRuns runs = new LongRuns();
    private final LongDictionary dictionary = new LongDictionary(MAX_ENTRIES);
    private boolean dictionaryFailed;
    private int entriesInUse;

    public void add(long value, int count) {
        runs.add(value, count);
    }

    @Override
    public int count() {
        return runs.total();
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        int[] indices = buffers.indices(runs.size());
        boolean repeats = (long) runs.size() * MIN_REPEATS <= runs.total();
        if (!dictionaryFailed
                && repeats
                && dictionary.indices(runs.values(), runs.size(), indices)) {
            entriesInUse = dictionary.size();
            int width = buffers.indexWidth(entriesInUse);
            buffers.values.addByte(width);
            buffers.hybrid.begin(buffers.values, width);
            for (int run = 0; run < runs.size(); run++) {
                buffers.hybrid.add(indices[run], runs.count(run));
            }
            buffers.hybrid.end();
            return Encoding.RLE_DICTIONARY;
        }
        dictionaryFailed = true;
        long[] numbers = buffers.numbers(runs.total());
        runs.expand(numbers);
        return buffers.encode(numbers, runs.total());
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        LongStatistics numbers = (LongStatistics) statistics;
        numbers.updateStats(runs.smallest());
        numbers.updateStats(runs.largest());
    }

    @Override
    public void endPage() {
        runs.clear();
    }

    @Override
    public long dictionaryBytes() {
        return (long) entriesInUse * Long.BYTES;
    }

    @Override
    public DictionaryPage dictionary(PageBuffers buffers) {
        if (entriesInUse == 0) {
            return null;
        }
        for (int i = 0; i < entriesInUse; i++) {
            buffers.values.addLong(dictionary.entry(i));
        }
        return new DictionaryPage(buffers.values.view(), entriesInUse, Encoding.PLAIN);
    }

    @Override
    public void endRowGroup() {
        runs.clear();
        dictionary.clear();
        dictionaryFailed = false;
        entriesInUse = 0;
    }
}
