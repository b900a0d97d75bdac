// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gathers what a file's first delta rows say about the ids of some lanes. */
public final class ModeScan {
    private static final int UNWANTED = -1;
    private final List<ModeEvidence> wanted = new ArrayList<>();
    private final LaneColumns lanes;
    private final IdColumn updateId;
    private final IdColumn firstId;
    private final IdColumn previousId;
    private final FlagColumn snapshot;

    private ModeScan(
            DeltaFile file, RowOwners owners, Map<LaneId, ModeEvidence> evidence, int capacity) {
        lanes = new LaneColumns(file, owners, lane -> indexOf(evidence.get(lane)), capacity);
        updateId = ids(file.binding(), DeltaField.UPDATE_ID, capacity);
        firstId = ids(file.binding(), DeltaField.FIRST_ID, capacity);
        previousId = ids(file.binding(), DeltaField.PREVIOUS_ID, capacity);
        snapshot =
                file.binding().has(DeltaField.SNAPSHOT)
                        ? new FlagColumn(file.binding().column(DeltaField.SNAPSHOT), capacity)
                        : null;
    }

    private static IdColumn ids(DeltaColumnBinding binding, DeltaField field, int capacity) {
        return binding.has(field) ? new IdColumn(binding.column(field), capacity) : null;
    }

    private int indexOf(ModeEvidence evidence) {
        if (evidence == null) {
            return UNWANTED;
        }
        wanted.add(evidence);
        return wanted.size() - 1;
    }

    /**
     * Adds the file's delta rows to the evidence of their lanes, until each has enough.
     *
     * @param dialect the file's dialect
     * @param evidence by lane; rows of other lanes are passed over
     */
    public static void scan(
            Path path, DeltaDialect dialect, RowOwners owners, Map<LaneId, ModeEvidence> evidence)
            throws IOException {
        try (DeltaFile file = DeltaFile.open(path, InputTable.DELTAS, dialect)) {
            int capacity = (int) Math.min(DeltaBatch.MAX_ROWS, file.rows());
            new ModeScan(file, owners, evidence, capacity).scan(file, evidence, capacity);
        }
    }

    private void scan(DeltaFile file, Map<LaneId, ModeEvidence> evidence, int capacity)
            throws IOException {
        RowGroupCursor cursor = file.cursor(columns());
        int[] indexes = new int[capacity];
        long firstRow = 0;
        int rows = cursor.read(capacity);
        while (rows > 0 && !evidence.values().stream().allMatch(ModeEvidence::isEnough)) {
            lanes.resolve(cursor, firstRow, rows, indexes);
            for (int row = 0; row < rows; row++) {
                add(row, indexes[row]);
            }
            firstRow = cursor.position();
            rows = cursor.read(capacity);
        }
    }

    private void add(int row, int index) {
        if (index != UNWANTED && (snapshot == null || !snapshot.isSet(row))) {
            wanted.get(index).add(id(updateId, row), id(firstId, row), id(previousId, row));
        }
    }

    private static long id(IdColumn column, int row) {
        return column == null ? Missing.ID : column.id(row);
    }

    private List<ChunkColumn> columns() {
        List<ChunkColumn> columns = new ArrayList<>(lanes.columns());
        for (ChunkColumn column : new ChunkColumn[] {updateId, firstId, previousId, snapshot}) {
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }
}
