// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.compare;

import io.deltabook.contract.LaneId;
import io.deltabook.job.verify.EventFile;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.List;

/**
 * Finds the first row of an hour that differs between two outputs, and the column. Columns that
 * only one of them has, because the other has an older schema version, are not compared.
 */
final class RowComparison {
    private final LaneId lane;
    private final List<EventFile> here;
    private final List<EventFile> there;
    private final Findings findings;
    private final RowDifference difference = new RowDifference(column -> true);

    RowComparison(LaneId lane, List<EventFile> here, List<EventFile> there, Findings findings) {
        this.lane = lane;
        this.here = here;
        this.there = there;
        this.findings = findings;
    }

    /** Reports the first difference of an hour; false if there is none. */
    boolean firstDifference(long hour) throws IOException {
        try (LaneRows rows = rows(here, hour);
                LaneRows others = rows(there, hour)) {
            boolean has = next(rows, hour);
            boolean otherHas = next(others, hour);
            while (has && otherHas && rows.seq() == others.seq()) {
                if (differ(rows, others)) {
                    return true;
                }
                has = next(rows, hour);
                otherHas = next(others, hour);
            }
            if (has && (!otherHas || rows.seq() < others.seq())) {
                findings.row(
                        FindingKind.DIFFERENCE, rows, "must be in both outputs, but is only here");
            } else if (otherHas) {
                findings.row(
                        FindingKind.DIFFERENCE,
                        others,
                        "must be in both outputs, but is only in the other");
            }
            return has || otherHas;
        }
    }

    /** Unreadable files were reported when they were read the first time. */
    private LaneRows rows(List<EventFile> files, long hour) {
        List<EventFile> ofHour = files.stream().filter(file -> file.mayHold(hour)).toList();
        return new LaneRows(lane, ofHour, new Findings(0, finding -> {}));
    }

    private static boolean next(LaneRows rows, long hour) throws IOException {
        while (rows.next()) {
            if (EventHour.of(rows.nanos()) == hour) {
                return true;
            }
        }
        return false;
    }

    private boolean differ(LaneRows rows, LaneRows others) {
        RowDifference.Found found = difference.between(rows, others);
        if (found == null) {
            return false;
        }
        findings.row(
                FindingKind.DIFFERENCE,
                rows,
                "%s must be the same in both outputs, but is %s here and %s there",
                found.what(),
                found.here(),
                found.there());
        return true;
    }
}
