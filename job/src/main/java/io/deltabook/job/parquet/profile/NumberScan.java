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
import io.deltabook.job.parquet.delta.column.NumberColumn;
import io.deltabook.job.parquet.delta.column.NumberScales;
import io.deltabook.job.parquet.dialect.BookLevels;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.number.NumberFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;

/** Gathers what a file's first rows say about the numbers of some lanes. */
public final class NumberScan {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_NUMBERS = 400_000;
    private static final int UNWANTED = -1;

    private final List<LaneNumbers> wanted = new ArrayList<>();
    private final List<LaneId> ids = new ArrayList<>();
    private final LaneOfRow lanes;
    private final List<Numbers> prices = new ArrayList<>();
    private final List<Numbers> quantities = new ArrayList<>();

    /** A column of numbers, and the decimals that its type allows. */
    private record Numbers(NumberColumn column, int scale) {}

    private NumberScan(
            DeltaFile file, RowOwners owners, Map<LaneId, LaneNumbers> evidence, int capacity) {
        lanes = new LaneOfRow(file, owners, lane -> indexOf(lane, evidence), capacity);
        DeltaColumnBinding binding = file.binding();
        if (binding.levels() == null) {
            prices.add(numbers(binding.column(DeltaField.PRICE), capacity));
            quantities.add(numbers(binding.column(DeltaField.QUANTITY), capacity));
            return;
        }
        for (BookLevels.Level level : binding.levels().all()) {
            prices.add(numbers(level.price(), capacity));
            quantities.add(numbers(level.quantity(), capacity));
        }
    }

    private static Numbers numbers(ColumnDescriptor column, int capacity) {
        return new Numbers(
                NumberColumn.of(column, capacity, NumberScales.SEVERAL),
                NumberColumn.scaleOf(column));
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
     * Adds the numbers of a file's first rows to the evidence of their lanes: of 100,000 rows, of
     * wide book snapshots of as many as have 400,000 numbers.
     *
     * @param format how its columns are read
     * @param evidence by lane; rows of other lanes are passed over
     * @throws BadFileException if the file is damaged; what stands before the damage was added
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
        List<ChunkColumn> columns = new ArrayList<>(lanes.columns());
        prices.forEach(numbers -> columns.add(numbers.column()));
        quantities.forEach(numbers -> columns.add(numbers.column()));
        RowGroupCursor cursor = file.cursor(columns);
        int[] indexes = new int[capacity];
        long mostRows = Math.min(MOST_ROWS, MOST_NUMBERS / (2L * prices.size()));
        long firstRow = 0;
        int rows = capacity == 0 ? 0 : cursor.read(capacity);
        while (rows > 0) {
            lanes.resolve(cursor, firstRow, rows, indexes);
            for (int lane = 0; lane < wanted.size(); lane++) {
                add(prices, wanted.get(lane).price(), lane, indexes, rows);
                add(quantities, wanted.get(lane).quantity(), lane, indexes, rows);
            }
            firstRow = cursor.position();
            rows = firstRow < mostRows ? cursor.read(capacity) : 0;
        }
    }

    private static void add(
            List<Numbers> columns, NumberEvidence to, int lane, int[] indexes, int rows) {
        for (Numbers numbers : columns) {
            to.declare(numbers.scale());
            boolean isDeclared = numbers.scale() != NumberColumn.ANY_SCALE;
            long largest = -1;
            int decimals = isDeclared ? Math.min(numbers.scale(), 18) : to.decimals();
            for (int row = 0; row < rows; row++) {
                if (indexes[row] != lane || numbers.column().isNull(row)) {
                    continue;
                }
                long scaled = numbers.column().scaled(row, decimals);
                if (!NumberFault.isFault(scaled)) {
                    largest = Math.max(largest, scaled);
                    continue;
                }
                BigDecimal value = numbers.column().decimal(row);
                if (value != null) {
                    to.add(value, isDeclared);
                }
            }
            if (largest >= 0) {
                to.add(BigDecimal.valueOf(largest, decimals), isDeclared);
            }
        }
    }
}
