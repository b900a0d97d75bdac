// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneNames;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.LaneOfRow;
import io.deltabook.job.parquet.delta.RowGroupCursor;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Finds the lanes of a file's rows, reading as little as possible. */
final class LaneScan {
    private final DeltaFile file;
    private final RowOwners owners;

    LaneScan(DeltaFile file, RowOwners owners) {
        this.file = file;
        this.owners = owners;
    }

    /** The lanes in their natural order. */
    Set<LaneId> lanes() throws IOException {
        if (file.rows() == 0) {
            LaneId lane = owners.laneOf(null, null);
            return lane == null ? Set.of() : Set.of(lane);
        }
        Set<String> exchanges = values(DeltaField.EXCHANGE, owners.pathExchange());
        Set<String> symbols = values(DeltaField.SYMBOL, owners.pathSymbol());
        boolean isProduct =
                exchanges != null
                        && symbols != null
                        && (exchanges.size() == 1 || symbols.size() == 1);
        Set<LaneId> lanes = isProduct ? product(exchanges, symbols) : null;
        return lanes == null ? scan() : lanes;
    }

    /**
     * If the path decides, a column whose values are unknown is checked later by the reader of the
     * rows.
     */
    private Set<String> values(DeltaField field, String inPath) throws IOException {
        Set<String> values = file.binding().has(field) ? DistinctTexts.of(file, field) : null;
        boolean isDecided = inPath != null || !file.binding().has(field);
        return values == null && isDecided ? Collections.singleton(null) : values;
    }

    /** Null if a value is refused: the scan then finds its row. */
    private Set<LaneId> product(Set<String> exchanges, Set<String> symbols) {
        Set<LaneId> lanes = new TreeSet<>();
        for (String exchange : exchanges) {
            for (String symbol : symbols) {
                LaneId lane = owners.laneOf(exchange, symbol);
                if (lane == null
                        || LaneNames.fault(lane) != null
                        || owners.isContradicted(exchange, symbol)) {
                    return null;
                }
                lanes.add(lane);
            }
        }
        return lanes;
    }

    private Set<LaneId> scan() throws IOException {
        Set<LaneId> lanes = new TreeSet<>();
        int capacity = (int) Math.min(DeltaBatch.MAX_ROWS, file.rows());
        LaneOfRow columns =
                new LaneOfRow(
                        file,
                        owners,
                        lane -> {
                            lanes.add(lane);
                            return 0;
                        },
                        capacity);
        RowGroupCursor cursor = file.cursor(columns.columns());
        int[] indexes = new int[capacity];
        long firstRow = 0;
        for (int rows = cursor.read(capacity); rows > 0; rows = cursor.read(capacity)) {
            columns.resolve(cursor, firstRow, rows, indexes);
            firstRow = cursor.position();
        }
        return lanes;
    }
}
