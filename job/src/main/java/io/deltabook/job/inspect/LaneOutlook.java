// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.ModeScan;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.PlannedFile;
import io.deltabook.job.source.plan.PlannedTable;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would read of a lane, or of lanes that share files.
 *
 * @param group the planned lanes and files
 * @param evidence what the first delta rows say of each lane's ids
 * @param deltas the deltas
 * @param others trades and book snapshots that would be merged
 */
public record LaneOutlook(
        LaneGroup group,
        SortedMap<LaneId, ModeEvidence> evidence,
        TableOutlook deltas,
        List<TableOutlook> others) {

    static LaneOutlook of(LaneGroup group) {
        try {
            TableOutlook deltas = TableOutlook.of(InputTable.DELTAS, null, group.files());
            List<TableOutlook> others = new ArrayList<>();
            for (PlannedTable table : group.tables()) {
                others.add(
                        TableOutlook.of(table.table(), table.lane(), table.files()).beside(deltas));
            }
            return new LaneOutlook(group, evidence(group), deltas, others);
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** Of each lane's first readable file with delta rows of it, as in a run. */
    private static SortedMap<LaneId, ModeEvidence> evidence(LaneGroup group) throws IOException {
        SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        for (Lane lane : group.lanes()) {
            evidence.put(lane.id(), new ModeEvidence());
        }
        for (PlannedFile file : group.files()) {
            Map<LaneId, ModeEvidence> pending = new TreeMap<>(evidence);
            pending.values().removeIf(ModeEvidence::isAny);
            if (file.problem() != null || pending.isEmpty()) {
                continue;
            }
            try {
                ModeScan.scan(Path.of(file.path()), group.dialect(), file.owners(), pending);
            } catch (BadFileException e) {
                // A run takes the rows before the damage, and reports it when it comes there.
                continue;
            }
        }
        evidence.values().removeIf(seen -> !seen.isAny());
        return evidence;
    }
}
