// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.SizeStatistics;

/**
 * Encodes the repetition and definition levels of the page being filled: which rows are null, and
 * where lists start. The columns of one list share them.
 */
public final class LevelEncoder {
    private static final int NULL = 0;
    private static final int EMPTY_LIST = 1;
    private static final int NEW_ROW = 0;
    private static final int SAME_ROW = 1;

    private final int maxRepetition;
    private final int maxDefinition;
    private final LongRuns repetition = new LongRuns();
    private final LongRuns definition = new LongRuns();
    private int rows;

    public LevelEncoder(ColumnDescriptor column) {
        maxRepetition = column.getMaxRepetitionLevel();
        maxDefinition = column.getMaxDefinitionLevel();
    }

    /** Adds rows that are null. */
    public void addNulls(int count) {
        rows += count;
        repetition.add(NEW_ROW, count);
        definition.add(NULL, count);
    }

    /** Adds rows of one value. */
    public void addValues(int count) {
        rows += count;
        repetition.add(NEW_ROW, count);
        definition.add(maxDefinition, count);
    }

    /** Adds a row that is a list. */
    public void addList(int elements) {
        rows++;
        repetition.add(NEW_ROW, 1);
        if (elements == 0) {
            definition.add(EMPTY_LIST, 1);
            return;
        }
        definition.add(maxDefinition, elements);
        if (elements > 1) {
            repetition.add(SAME_ROW, elements - 1);
        }
    }

    public int rows() {
        return rows;
    }

    /** Values of the page, nulls included. */
    public int entries() {
        return definition.total();
    }

    /** Encodes the levels that the format requires: none if a level is always 0. */
    public void encode(PageBuffers buffers) {
        encode(repetition, maxRepetition, buffers.repetition, buffers.hybrid);
        encode(definition, maxDefinition, buffers.definition, buffers.hybrid);
    }

    private static void encode(
            LongRuns levels, int max, EncodedBytes to, RleBitPackedEncoder hybrid) {
        if (max > 0) {
            hybrid.begin(to, BitPacking.width(max));
            levels.encode(hybrid);
            hybrid.end();
        }
    }

    /** How often each level occurs, for the page index. */
    public SizeStatistics sizes(ColumnDescriptor column, long textBytes) {
        return new SizeStatistics(
                column.getPrimitiveType(),
                textBytes,
                histogram(repetition, maxRepetition),
                histogram(definition, maxDefinition));
    }

    private static List<Long> histogram(LongRuns levels, int max) {
        Long[] histogram = new Long[max + 1];
        Arrays.fill(histogram, 0L);
        for (int run = 0; run < levels.size(); run++) {
            histogram[(int) levels.value(run)] += levels.count(run);
        }
        return Arrays.asList(histogram);
    }

    public void endPage() {
        rows = 0;
        repetition.clear();
        definition.clear();
    }
}
