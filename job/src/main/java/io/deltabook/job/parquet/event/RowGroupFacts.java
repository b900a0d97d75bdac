// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.contract.SnapshotKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * What the footer tells of a row group of an events file.
 *
 * @param rows number of rows
 * @param firstSeq smallest event_seq
 * @param lastSeq largest event_seq
 * @param firstNanos earliest event time, epoch ns
 * @param lastNanos latest event time, epoch ns
 * @param firstKind alphabetically first snapshot kind; null if there are no snapshots, empty if
 *     unknown
 * @param lastKind alphabetically last snapshot kind; null as above, U+FFFF if unknown
 */
public record RowGroupFacts(
        long rows,
        long firstSeq,
        long lastSeq,
        long firstNanos,
        long lastNanos,
        String firstKind,
        String lastKind) {
    private static final RowGroupFacts EMPTY =
            new RowGroupFacts(0, Long.MAX_VALUE, -1, Long.MAX_VALUE, Long.MIN_VALUE, null, null);

    private static final String UNKNOWN_FIRST = "";
    private static final String UNKNOWN_LAST = "\uFFFF";

    static RowGroupFacts of(BlockMetaData block, long unit, Path file) throws IOException {
        if (block.getRowCount() == 0) {
            return EMPTY;
        }
        LongStatistics seq = numbers(block, EventSchema.EVENT_SEQ, file);
        LongStatistics time = numbers(block, EventSchema.EVENT_TIMESTAMP, file);
        String first = UNKNOWN_FIRST;
        String last = UNKNOWN_LAST;
        Statistics<?> kinds = statistics(block, EventSchema.SNAPSHOT_KIND);
        if (kinds instanceof BinaryStatistics words && words.hasNonNullValue()) {
            first = new String(words.getMinBytes(), StandardCharsets.UTF_8);
            last = new String(words.getMaxBytes(), StandardCharsets.UTF_8);
        } else if (kinds != null
                && kinds.isNumNullsSet()
                && kinds.getNumNulls() == block.getRowCount()) {
            first = null;
            last = null;
        }
        return new RowGroupFacts(
                block.getRowCount(),
                seq.getMin(),
                seq.getMax(),
                time.getMin() * unit,
                time.getMax() * unit,
                first,
                last);
    }

    private static LongStatistics numbers(BlockMetaData block, String column, Path file)
            throws IOException {
        if (statistics(block, column) instanceof LongStatistics range && range.hasNonNullValue()) {
            return range;
        }
        throw new IOException("[%s] must have statistics of column %s".formatted(file, column));
    }

    private static Statistics<?> statistics(BlockMetaData block, String column) {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            if (chunk.getPath().toDotString().equals(column)) {
                return chunk.getStatistics();
            }
        }
        return null;
    }

    /** Whether there may be a snapshot of a kind. */
    public boolean mayHold(SnapshotKind kind) {
        return firstKind != null
                && firstKind.compareTo(kind.name()) <= 0
                && kind.name().compareTo(lastKind) <= 0;
    }

    /** Whether every number from the first to the last has a row, so that rows can be counted. */
    public boolean isDense() {
        return lastSeq - firstSeq + 1 == rows;
    }
}
