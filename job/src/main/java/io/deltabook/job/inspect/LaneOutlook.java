// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.LanePlan;
import io.deltabook.job.source.plan.PlannedTable;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would read of a lane, or of lanes that share files.
 *
 * @param group the planned lanes and files
 * @param evidence what a sample of the delta rows says of each lane's ids; lanes without rows are
 *     absent
 * @param warnings what the user should know of each lane
 * @param deltas the deltas
 * @param others trades and book snapshots that would be merged
 */
public record LaneOutlook(
        LaneGroup group,
        SortedMap<LaneId, ModeEvidence> evidence,
        SortedMap<LaneId, List<String>> warnings,
        TableOutlook deltas,
        List<TableOutlook> others) {

    static LaneOutlook of(LaneGroup group, LanePlan plan) {
        try {
            TableOutlook deltas =
                    TableOutlook.of(InputTable.DELTAS, null, group.files(), group.format());
            List<TableOutlook> others = new ArrayList<>();
            for (PlannedTable table : group.tables()) {
                others.add(
                        TableOutlook.of(table.table(), table.lane(), table.files(), table.format())
                                .beside(deltas));
            }
            SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
            SortedMap<LaneId, List<String>> warnings = new TreeMap<>();
            for (Lane lane : group.lanes()) {
                ModeEvidence seen = plan.evidence().get(lane.id());
                if (seen != null && seen.isAny()) {
                    evidence.put(lane.id(), seen);
                }
                warnings.put(lane.id(), plan.warnings().getOrDefault(lane.id(), List.of()));
            }
            return new LaneOutlook(group, evidence, warnings, deltas, others);
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}
