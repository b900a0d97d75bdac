// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.RowGroupCursor;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.IdColumn;
import io.deltabook.job.parquet.delta.column.TimeColumn;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.FieldType;
import io.deltabook.job.parquet.dialect.TimeType;
import io.deltabook.job.parquet.file.ColumnChunks;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Finds the range of a file's times or ids: from the footer's statistics or, in row groups where
 * these are absent or include a missing time, from the values.
 */
final class RangeScan {
    private final DeltaFile file;
    private final ColumnDescriptor column;
    private final boolean isTime;
    private final long plainUnit;
    private final long unit;
    private TimeColumn times;
    private IdColumn ids;
    private RowGroupCursor cursor;

    private RangeScan(DeltaFile file, DeltaField field) {
        this.file = file;
        this.column = file.binding().column(field);
        this.plainUnit = file.binding().plainUnit(field);
        this.isTime = field.type() == FieldType.TIME;
        this.unit = isTime ? TimeType.nanosPerUnit(column, plainUnit) : 1;
    }

    /** The range, times in ns; null if the file has no such column or the column no value. */
    static ValueRange of(DeltaFile file, DeltaField field) throws IOException {
        return file.binding().has(field) ? new RangeScan(file, field).range() : null;
    }

    private ValueRange range() throws IOException {
        ValueRange range = null;
        long firstRow = 0;
        for (BlockMetaData rowGroup : file.rowGroups()) {
            ValueRange known = ofStatistics(ColumnChunks.of(rowGroup, column));
            if (known == null && rowGroup.getRowCount() > 0) {
                known = ofValues(firstRow, rowGroup.getRowCount());
            }
            range = ValueRange.union(range, known);
            firstRow += rowGroup.getRowCount();
        }
        return range;
    }

    private ValueRange ofStatistics(ColumnChunkMetaData chunk) {
        boolean isKnown =
                chunk != null
                        && chunk.getStatistics() instanceof LongStatistics statistics
                        && statistics.hasNonNullValue();
        if (!isKnown) {
            return null;
        }
        LongStatistics statistics = (LongStatistics) chunk.getStatistics();
        long min = statistics.getMin();
        long max = statistics.getMax();
        if (!isTime) {
            return min < 0 ? null : new ValueRange(min, max);
        }
        boolean fits = min > 0 && max <= Missing.LATEST_TIME_NANOS / unit;
        return fits
                        && Missing.orPlausible(min * unit) != Missing.TIME
                        && Missing.orPlausible(max * unit) != Missing.TIME
                ? new ValueRange(min * unit, max * unit)
                : null;
    }

    private ValueRange ofValues(long firstRow, long rows) throws IOException {
        if (cursor == null) {
            open();
        }
        cursor.skipTo(firstRow);
        ValueRange range = null;
        for (long left = rows; left > 0; ) {
            int read = cursor.read((int) Math.min(left, DeltaBatch.MAX_ROWS));
            for (int row = 0; row < read; row++) {
                long value = isTime ? times.nanos(row) : ids.id(row);
                if (value != (isTime ? Missing.TIME : Missing.ID)) {
                    range = ValueRange.with(range, value);
                }
            }
            left -= read;
        }
        return range;
    }

    private void open() {
        ChunkColumn values;
        if (isTime) {
            times = new TimeColumn(column, plainUnit, DeltaBatch.MAX_ROWS);
            values = times;
        } else {
            ids = new IdColumn(column, DeltaBatch.MAX_ROWS);
            values = ids;
        }
        cursor = file.cursor(List.of(values));
    }
}
