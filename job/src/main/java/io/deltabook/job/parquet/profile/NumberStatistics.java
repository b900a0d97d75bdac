// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.column.NumberColumn;
import io.deltabook.job.parquet.dialect.BookLevels;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.LevelColumn;
import io.deltabook.job.parquet.file.ColumnChunks;
import io.deltabook.number.DoubleParser;
import io.deltabook.number.FloatParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;

/** What the types and statistics of a footer tell about a file's numbers. */
final class NumberStatistics {
    private NumberStatistics() {}

    /** The evidence of the prices and quantities; for book snapshots, of all levels. */
    static LaneNumbers of(DeltaFile file) {
        LaneNumbers numbers = new LaneNumbers();
        DeltaColumnBinding binding = file.binding();
        if (binding.levels() == null) {
            add(file, binding.column(DeltaField.PRICE), numbers.price());
            add(file, binding.column(DeltaField.QUANTITY), numbers.quantity());
            return numbers;
        }
        for (BookLevels.Level level : binding.levels().all()) {
            add(file, level.price(), numbers.price());
            add(file, level.quantity(), numbers.quantity());
        }
        return numbers;
    }

    /** The minimum and maximum of a column of pairs may be a price or a quantity. */
    private static void add(DeltaFile file, LevelColumn level, NumberEvidence to) {
        if (level.isOfPairs()) {
            to.declare(NumberColumn.scaleOf(level.column()));
        } else {
            add(file, level.column(), to);
        }
    }

    private static void add(DeltaFile file, ColumnDescriptor column, NumberEvidence to) {
        int scale = NumberColumn.scaleOf(column);
        boolean isDeclared = scale != NumberColumn.ANY_SCALE;
        to.declare(scale);
        for (BlockMetaData rowGroup : file.rowGroups()) {
            ColumnChunkMetaData chunk = ColumnChunks.of(rowGroup, column);
            Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
            if (statistics != null && statistics.hasNonNullValue()) {
                add(number(statistics.genericGetMin(), isDeclared, scale), isDeclared, to);
                add(number(statistics.genericGetMax(), isDeclared, scale), isDeclared, to);
            }
        }
    }

    private static void add(BigDecimal value, boolean isDeclared, NumberEvidence to) {
        if (value != null) {
            to.add(value, isDeclared);
        }
    }

    /** Null for types such as text, whose order is not that of numbers. */
    private static BigDecimal number(Object value, boolean isDeclared, int scale) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? DoubleParser.decimal(number) : null;
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? FloatParser.decimal(number) : null;
        }
        if (!isDeclared) {
            return null;
        }
        if (value instanceof Binary bytes) {
            byte[] unscaled = bytes.getBytes();
            return unscaled.length == 0 ? null : new BigDecimal(new BigInteger(unscaled), scale);
        }
        return value instanceof Number number
                ? BigDecimal.valueOf(number.longValue(), scale)
                : null;
    }
}
