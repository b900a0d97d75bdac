// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.dialect.BookLevels;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices and quantities of the rows of a chunk, for one level or for all levels of a side.
 *
 * @param price the prices
 * @param quantity the quantities
 */
public record LevelNumbers(RowNumbers price, RowNumbers quantity) {
    public static List<LevelNumbers> of(
            List<BookLevels.Level> bound, NumberScales scales, int capacity) {
        List<LevelNumbers> levels = new ArrayList<>();
        for (BookLevels.Level level : bound) {
            levels.add(of(level, scales, capacity));
        }
        return levels;
    }

    public static LevelNumbers of(BookLevels.Level level, NumberScales scales, int capacity) {
        if (level.price().isOfPairs()) {
            RowNumbers price = RowNumbers.of(level.price(), capacity, scales.price());
            return new LevelNumbers(price, price.part(level.quantity().part()));
        }
        return new LevelNumbers(
                RowNumbers.of(level.price(), capacity, scales.price()),
                RowNumbers.of(level.quantity(), capacity, scales.quantity()));
    }

    /** The columns to read. */
    public List<ChunkColumn> columns() {
        boolean isOne = price.column() == quantity.column();
        return isOne ? List.of(price) : List.of(price, quantity);
    }

    /** Levels of a row; the last ones may have only a price or a quantity. */
    public int count(int row) {
        return Math.max(price.count(row), quantity.count(row));
    }

    /** Levels of a row with both a price and a quantity, in parallel lists. */
    public int shared(int row) {
        return Math.min(price.count(row), quantity.count(row));
    }
}
