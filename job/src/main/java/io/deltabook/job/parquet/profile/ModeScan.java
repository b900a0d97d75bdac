// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Collects what a file's first delta rows tell about the ids of some lanes. */
public final class ModeScan {
    private static final int SCALE = 8;

    private ModeScan() {}

    /**
     * Adds the file's first rows to the evidence of their lanes.
     *
     * @param table deltas, or book snapshots if the lanes have no deltas
     * @param format how its columns are read
     * @param marksSnapshots whether a column of the lane tells which rows are part of a snapshot
     * @param evidence by lane; rows of other lanes are skipped
     * @param rows sufficient delta rows per lane
     */
    public static void scan(
            Path path,
            InputTable table,
            TableFormat format,
            RowOwners owners,
            boolean marksSnapshots,
            Map<LaneId, ModeEvidence> evidence,
            ToIntFunction<LaneId> rows)
            throws IOException {
        List<Lane> lanes = new ArrayList<>();
        for (LaneId id : evidence.keySet()) {
            lanes.add(new Lane(id, id.toString(), SequenceMode.NONE, SCALE, SCALE));
        }
        Map<LaneId, Integer> ends = new HashMap<>();
        evidence.forEach((id, seen) -> ends.put(id, seen.allRows() + rows.applyAsInt(id)));
        try {
            LaneSample.read(
                    path,
                    table,
                    format,
                    owners,
                    lanes,
                    batch -> {
                        LaneId id = batch.lane().id();
                        add(batch, marksSnapshots, ends.get(id), evidence.get(id));
                        return evidence.get(id).allRows() < ends.get(id);
                    });
        } finally {
            evidence.values().forEach(ModeEvidence::interrupt);
        }
    }

    private static void add(
            DeltaBatch batch, boolean marksSnapshots, int end, ModeEvidence evidence) {
        for (int row = 0; row < batch.size() && evidence.allRows() < end; row++) {
            if (batch.table(row) == InputTable.BOOK) {
                if (!batch.isFurtherLevel(row)) {
                    evidence.addBook(batch.updateId(row));
                }
            } else if (batch.isSnapshot(row)) {
                evidence.addSnapshot(batch.updateId(row));
            } else {
                long arrival = batch.arrivalTime(row);
                evidence.add(
                        batch.updateId(row),
                        batch.firstId(row),
                        batch.previousId(row),
                        arrival == Missing.TIME ? batch.eventTime(row) : arrival,
                        !marksSnapshots && batch.quantity(row) != 0);
            }
        }
    }
}
