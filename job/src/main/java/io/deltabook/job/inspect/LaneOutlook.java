// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedTable;
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
 * @param evidence evidence about each lane's ids from a sample of the delta rows; lanes without
 *     rows are absent
 * @param warnings what the user should know about each lane
 * @param main the deltas, or the book snapshots of a lane without deltas
 * @param others trades and book snapshots that would be merged
 */
public record LaneOutlook(
        LaneGroup group,
        SortedMap<LaneId, ModeEvidence> evidence,
        SortedMap<LaneId, List<String>> warnings,
        TableOutlook main,
        List<TableOutlook> others) {

    static LaneOutlook of(LaneGroup group, LanePlan plan) {
        try {
            List<PlannedTable> tables = new ArrayList<>(group.tables());
            TableOutlook main =
                    group.files().isEmpty()
                            ? outlook(tables.remove(0))
                            : TableOutlook.of(
                                    InputTable.DELTAS, null, group.files(), group.format());
            List<TableOutlook> others = new ArrayList<>();
            for (PlannedTable table : tables) {
                others.add(outlook(table).beside(main));
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
            return new LaneOutlook(group, evidence, warnings, main, others);
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private static TableOutlook outlook(PlannedTable table) throws IOException {
        return TableOutlook.of(table.table(), table.lane(), table.files(), table.format());
    }

    /** The name of the dialect of its columns. */
    public String dialect() {
        if (main.table() == InputTable.DELTAS) {
            return group.dialect().word();
        }
        return main.dialect() == null ? DeltaDialect.BOOK.word() : main.dialect();
    }
}
