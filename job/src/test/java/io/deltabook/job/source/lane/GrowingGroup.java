// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.util.ArrayList;
import java.util.List;

/** A group of which only the first files of each table are there yet. */
final class GrowingGroup {
    private final LaneGroup whole;
    private final int[] files = {1, 1, 1};

    GrowingGroup(LaneGroup whole) {
        this.whole = whole;
        files[0] = Math.min(1, whole.files().size());
    }

    boolean isWhole() {
        return group().equals(whole);
    }

    /** One more of this table or, if there is none, of the next. */
    void add(int table) {
        for (int i = table; i < table + files.length; i++) {
            int turn = i % files.length;
            if (files[turn] < files(turn).size()) {
                files[turn]++;
                return;
            }
        }
    }

    private List<PlannedFile> files(int table) {
        return table == 0 ? whole.files() : whole.tables().get(table - 1).files();
    }

    LaneGroup group() {
        List<PlannedTable> tables = new ArrayList<>();
        for (int i = 1; i < files.length; i++) {
            PlannedTable table = whole.tables().get(i - 1);
            tables.add(
                    new PlannedTable(
                            table.lane(),
                            table.table(),
                            table.files().subList(0, files[i]),
                            table.format()));
        }
        return new LaneGroup(
                whole.lanes(),
                whole.files().subList(0, files[0]),
                tables,
                whole.format(),
                whole.unlisted());
    }
}
