// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.decode.ColumnDecoder;
import io.deltabook.job.parquet.decode.LongColumnDecoder;
import io.deltabook.job.parquet.decode.LongConversion;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.RowGroupCursor;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeType;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.file.ColumnChunks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Infers the unit of a time column of plain numbers from its first values: the units differ by a
 * factor of a thousand, so a number falls into 2009 to 2100 in only one of them.
 */
public final class TimeUnitScan {
    private static final long MAX_ROWS = 100_000;

    private final long[] counts = new long[TimeUnits.NANOS.length];
    private final DeltaFile file;
    private final ColumnDescriptor column;
    private final boolean isDouble;

    private TimeUnitScan(DeltaFile file, ColumnDescriptor column) {
        this.file = file;
        this.column = column;
        this.isDouble =
                column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    }

    /**
     * The units of a file's times: that of the format, else that of the dialect if it puts the
     * values into the range, else the one that does. If there is no value, or the column's type has
     * a unit, it is {@link TimeUnits#BY_DIALECT}.
     *
     * @throws BadFileException if the file is damaged or lacks a column
     */
    public static TimeUnits of(Path path, InputTable table, TableFormat format) throws IOException {
        try (DeltaFile file = DeltaFile.open(path, table, format)) {
            return of(file);
        }
    }

    static TimeUnits of(DeltaFile file) throws IOException {
        return new TimeUnits(
                unit(file, DeltaField.EVENT_TIME), unit(file, DeltaField.ARRIVAL_TIME));
    }

    private static long unit(DeltaFile file, DeltaField field) throws IOException {
        DeltaColumnBinding binding = file.binding();
        long given = binding.format().units().nanos(field);
        boolean isOpen =
                given == TimeUnits.BY_DIALECT
                        && binding.has(field)
                        && TimeType.isPlain(binding.column(field));
        if (!isOpen) {
            return given;
        }
        TimeUnitScan scan = new TimeUnitScan(file, binding.column(field));
        scan.count();
        return scan.unit(binding.dialect().units().nanos(field));
    }

    private long unit(long ofDialect) {
        long max = 0;
        long all = 0;
        long unit = TimeUnits.BY_DIALECT;
        long inDialect = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            inDialect += TimeUnits.NANOS[i] == ofDialect ? counts[i] : 0;
            if (counts[i] > max) {
                max = counts[i];
                unit = TimeUnits.NANOS[i];
            }
        }
        return inDialect > 0 && 2 * inDialect >= all ? ofDialect : unit;
    }

    private void count() throws IOException {
        long firstRow = 0;
        for (BlockMetaData rowGroup : file.rowGroups()) {
            if (firstRow >= MAX_ROWS) {
                return;
            }
            if (!countByStatistics(rowGroup)) {
                countValues(firstRow, Math.min(rowGroup.getRowCount(), MAX_ROWS));
            }
            firstRow += rowGroup.getRowCount();
        }
    }

    /** If minimum and maximum fit one unit, all values in between do. */
    private boolean countByStatistics(BlockMetaData rowGroup) {
        ColumnChunkMetaData chunk = ColumnChunks.of(rowGroup, column);
        if (chunk == null
                || !(chunk.getStatistics() instanceof LongStatistics statistics)
                || !statistics.hasNonNullValue()) {
            return false;
        }
        int unit = unitOf(statistics.getMin());
        if (unit < 0 || unit != unitOf(statistics.getMax())) {
            return false;
        }
        counts[unit] += rowGroup.getRowCount();
        return true;
    }

    private void countValues(long firstRow, long rows) throws IOException {
        LongColumnDecoder pages =
                LongColumnDecoder.converted(
                        column, DeltaBatch.MAX_ROWS, LongConversion.NONE, Missing.TIME);
        RowGroupCursor cursor = file.cursor(List.of(new Stored(pages)));
        cursor.skipTo(firstRow);
        for (long left = rows; left > 0; ) {
            int read = cursor.read((int) Math.min(left, DeltaBatch.MAX_ROWS));
            if (read == 0) {
                return;
            }
            for (int row = 0; row < read; row++) {
                int unit = unitOfStored(pages.values()[row]);
                if (unit >= 0) {
                    counts[unit]++;
                }
            }
            left -= read;
        }
    }

    private record Stored(ColumnDecoder pages) implements ChunkColumn {}

    private int unitOfStored(long stored) {
        if (!isDouble || stored == Missing.TIME) {
            return unitOf(stored);
        }
        double time = Double.longBitsToDouble(stored);
        return time > 0 && time < Long.MAX_VALUE ? unitOf((long) time) : -1;
    }

    /** Index of the unit in which a number is a plausible time, −1 for none. */
    private static int unitOf(long number) {
        for (int i = 0; i < TimeUnits.NANOS.length; i++) {
            long unit = TimeUnits.NANOS[i];
            if (number >= Missing.EARLIEST_TIME_NANOS / unit
                    && number < Missing.LATEST_TIME_NANOS / unit) {
                return i;
            }
        }
        return -1;
    }
}
