// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.LaneOfRow;
import io.deltabook.job.parquet.delta.RowGroupCursor;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.delta.column.LevelNumbers;
import io.deltabook.job.parquet.delta.column.NumberColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.delta.column.RowNumbers;
import io.deltabook.job.parquet.dialect.BookLevels;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.LevelColumn;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.number.NumberFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what a file's first rows tell about the numbers of some lanes. */
public final class NumberScan {
    private static final int MAX_ROWS = 100_000;
    private static final int MAX_NUMBERS = 400_000;
    private static final int UNWANTED = -1;

    private final List<LaneNumbers> wanted = new ArrayList<>();
    private final List<LaneId> ids = new ArrayList<>();
    private final LaneOfRow lanes;
    private final List<Numbers> prices = new ArrayList<>();
    private final List<Numbers> quantities = new ArrayList<>();
    private final List<ChunkColumn> columns = new ArrayList<>();

    /** A column's numbers, and the decimals that its type allows. */
    private record Numbers(RowNumbers numbers, int scale) {}

    private NumberScan(
            DeltaFile file, RowOwners owners, Map<LaneId, LaneNumbers> evidence, int capacity) {
        lanes = new LaneOfRow(file, owners, lane -> indexOf(lane, evidence), capacity);
        columns.addAll(lanes.columns());
        DeltaColumnBinding binding = file.binding();
        if (binding.levels() == null) {
            add(
                    new BookLevels.Level(
                            flat(binding, DeltaField.PRICE), flat(binding, DeltaField.QUANTITY)),
                    capacity);
            return;
        }
        for (BookLevels.Level level : binding.levels().all()) {
            add(level, capacity);
        }
    }

    private static LevelColumn flat(DeltaColumnBinding binding, DeltaField field) {
        return LevelColumn.flat(binding.column(field));
    }

    private void add(BookLevels.Level level, int capacity) {
        NumberScales scales = new NumberScales(NumberScales.SEVERAL, NumberScales.SEVERAL);
        LevelNumbers numbers = LevelNumbers.of(level, scales, capacity);
        columns.addAll(numbers.columns());
        int scale = NumberColumn.scaleOf(level.price().column());
        prices.add(new Numbers(numbers.price(), scale));
        scale = NumberColumn.scaleOf(level.quantity().column());
        quantities.add(new Numbers(numbers.quantity(), scale));
    }

    private int indexOf(LaneId lane, Map<LaneId, LaneNumbers> evidence) {
        if (!evidence.containsKey(lane)) {
            return UNWANTED;
        }
        ids.add(lane);
        wanted.add(evidence.get(lane));
        return wanted.size() - 1;
    }

    /**
     * Adds the numbers of a file's first rows to the evidence of their lanes: 100,000 rows, or as
     * many book snapshots as have 400,000 numbers.
     *
     * @param format how its columns are read
     * @param evidence by lane; rows of other lanes are skipped
     * @throws BadFileException if the file is damaged; rows before the damage were added
     */
    public static void scan(
            Path path,
            InputTable table,
            TableFormat format,
            RowOwners owners,
            Map<LaneId, LaneNumbers> evidence)
            throws IOException {
        try (DeltaFile file = DeltaFile.open(path, table, format)) {
            int capacity = (int) Math.min(DeltaBatch.MAX_ROWS, file.rows());
            new NumberScan(file, owners, evidence, capacity).scan(file, capacity);
        }
    }

    private void scan(DeltaFile file, int capacity) throws IOException {
        RowGroupCursor cursor = file.cursor(columns);
        int[] indexes = new int[capacity];
        long firstRow = 0;
        long seen = 0;
        int rows = capacity == 0 ? 0 : cursor.read(capacity);
        while (rows > 0) {
            lanes.resolve(cursor, firstRow, rows, indexes);
            for (int lane = 0; lane < wanted.size(); lane++) {
                add(prices, wanted.get(lane).price(), lane, indexes, rows);
                add(quantities, wanted.get(lane).quantity(), lane, indexes, rows);
            }
            seen += count(prices, rows) + count(quantities, rows);
            firstRow = cursor.position();
            boolean isEnough = firstRow >= MAX_ROWS || seen >= MAX_NUMBERS;
            rows = isEnough ? 0 : cursor.read(capacity);
        }
    }

    private static long count(List<Numbers> columns, int rows) {
        long count = 0;
        for (Numbers numbers : columns) {
            for (int row = 0; row < rows; row++) {
                count += numbers.numbers().count(row);
            }
        }
        return count;
    }

    private static void add(
            List<Numbers> columns, NumberEvidence to, int lane, int[] indexes, int rows) {
        for (Numbers numbers : columns) {
            to.declare(numbers.scale());
            boolean isDeclared = numbers.scale() != NumberColumn.ANY_SCALE;
            long largest = -1;
            int decimals = isDeclared ? Math.min(numbers.scale(), 18) : to.decimals();
            for (int row = 0; row < rows; row++) {
                int count = indexes[row] == lane ? numbers.numbers().count(row) : 0;
                for (int number = 0; number < count; number++) {
                    int index = numbers.numbers().index(row, number);
                    largest = Math.max(largest, add(numbers, index, decimals, to));
                }
            }
            if (largest >= 0) {
                to.add(BigDecimal.valueOf(largest, decimals), isDeclared);
            }
        }
    }

    /** Returns a number that fits these decimals, or adds it to the evidence and returns −1. */
    private static long add(Numbers numbers, int index, int decimals, NumberEvidence to) {
        NumberColumn column = numbers.numbers().column();
        if (index < 0 || column.isNull(index)) {
            return -1;
        }
        long scaled = column.scaled(index, decimals);
        if (!NumberFault.isFault(scaled)) {
            return scaled;
        }
        BigDecimal value = column.decimal(index);
        if (value != null) {
            to.add(value, numbers.scale() != NumberColumn.ANY_SCALE);
        }
        return -1;
    }
}
