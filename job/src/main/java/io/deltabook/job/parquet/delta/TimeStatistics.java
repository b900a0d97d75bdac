// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.EventClock;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TimeType;
import io.deltabook.job.parquet.file.ColumnChunks;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;

/** Tells from a row group's statistics whether any of its rows may have a late enough time. */
final class TimeStatistics {
    private final DeltaColumnBinding binding;
    private final DeltaField first;
    private final DeltaField second;

    TimeStatistics(DeltaColumnBinding binding, EventClock clock) {
        boolean arrivalFirst = clock == EventClock.ARRIVAL;
        this.binding = binding;
        first = arrivalFirst ? DeltaField.ARRIVAL_TIME : DeltaField.EVENT_TIME;
        second = arrivalFirst ? DeltaField.EVENT_TIME : DeltaField.ARRIVAL_TIME;
    }

    /** False only if every row's time is missing or before a time in ns. */
    boolean mayReach(BlockMetaData rowGroup, long nanos) {
        if (columnMayReach(rowGroup, first, nanos)) {
            return true;
        }
        return !isComplete(rowGroup, first) && columnMayReach(rowGroup, second, nanos);
    }

    private boolean columnMayReach(BlockMetaData rowGroup, DeltaField field, long nanos) {
        if (!binding.has(field)) {
            return false;
        }
        LongStatistics statistics = statistics(rowGroup, field);
        if (statistics == null) {
            return true;
        }
        long unit = unit(field);
        return statistics.getMax() > Missing.LATEST_TIME_NANOS / unit
                || statistics.getMax() * unit >= nanos;
    }

    /** Whether no row falls back on the other time. */
    private boolean isComplete(BlockMetaData rowGroup, DeltaField field) {
        LongStatistics statistics = binding.has(field) ? statistics(rowGroup, field) : null;
        if (statistics == null || !statistics.isNumNullsSet() || statistics.getNumNulls() > 0) {
            return false;
        }
        long unit = unit(field);
        return statistics.getMin() >= Missing.EARLIEST_TIME_NANOS / unit + 1
                && statistics.getMax() < Missing.LATEST_TIME_NANOS / unit;
    }

    /** Null if they tell nothing. */
    private LongStatistics statistics(BlockMetaData rowGroup, DeltaField field) {
        ColumnDescriptor column = binding.column(field);
        ColumnChunkMetaData chunk = ColumnChunks.of(rowGroup, column);
        Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
        boolean isUnsigned =
                column.getPrimitiveType().getLogicalTypeAnnotation()
                                instanceof IntLogicalTypeAnnotation integer
                        && !integer.isSigned();
        return !isUnsigned && statistics instanceof LongStatistics times && times.hasNonNullValue()
                ? times
                : null;
    }

    private long unit(DeltaField field) {
        return TimeType.nanosPerUnit(binding.column(field), binding.plainUnit(field));
    }
}
