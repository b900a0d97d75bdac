// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.engine.LaneCounters.Counter;
import io.deltabook.job.report.LaneReport;
import io.deltabook.job.report.Summary;
import io.deltabook.job.source.plan.LanePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that what was planned, what the lanes counted and what the files hold are the same. */
final class Balance {
    private Balance() {}

    /**
     * What does not balance, a sentence each.
     *
     * @param isSelective whether some of the planned rows are left out on purpose
     * @param summary of the committed files
     */
    static List<String> faults(LanePlan plan, boolean isSelective, Summary summary) {
        List<String> faults = new ArrayList<>();
        Set<LaneId> missing =
                plan.lanes().stream().map(Lane::id).collect(Collectors.toCollection(TreeSet::new));
        long events = 0;
        for (LaneReport lane : summary.lanes()) {
            missing.remove(lane.lane());
            events += lane.events();
        }
        for (LaneReport lane : summary.unbalanced()) {
            faults.add(
                    "%s: every row must be accounted for, but %,d of %,d are not"
                            .formatted(
                                    lane.lane(),
                                    lane.counters().unaccountedRows(),
                                    lane.counters().value(Counter.ROWS_IN)));
        }
        for (LaneId lane : missing) {
            faults.add(lane + ": a planned lane must have a statistics row, but has none");
        }
        if (!isSelective) {
            taken(faults, plan, summary, InputTable.DELTAS, Counter.ROWS_IN);
            taken(faults, plan, summary, InputTable.TRADES, Counter.TRADES_IN);
            taken(faults, plan, summary, InputTable.BOOK, Counter.BOOK_ROWS_IN);
        }
        require(
                faults,
                "rows in events files",
                summary.manifest().rows(),
                "events counted",
                events);
        long rejected =
                summary.totals().value(Counter.REJECTED_ROWS)
                        + summary.totals().value(Counter.TRADES_REJECTED)
                        + summary.totals().value(Counter.BOOK_ROWS_REJECTED);
        require(faults, "rows in rejects", summary.rejects().rows(), "rows rejected", rejected);
        return faults;
    }

    private static void taken(
            List<String> faults,
            LanePlan plan,
            Summary summary,
            InputTable table,
            Counter counter) {
        String name = table.name().toLowerCase(Locale.ROOT);
        require(
                faults,
                "rows of " + name + " taken in",
                summary.totals().value(counter),
                "rows planned",
                plan.rows(table));
    }

    private static void require(
            List<String> faults, String one, long value, String other, long expected) {
        if (value != expected) {
            faults.add(
                    "%s must be the %s, but are %,d and %,d"
                            .formatted(one, other, value, expected));
        }
    }
}
