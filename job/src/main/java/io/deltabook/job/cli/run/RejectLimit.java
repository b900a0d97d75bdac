// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.InputTable;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.output.LaneReport;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Limits the share of rejected rows of each lane and table.
 *
 * @param most the largest share allowed, inclusive
 */
record RejectLimit(double most) implements LaneLimit {
    private static final int MOST_NAMED = 20;

    /** A table of a lane over the limit. */
    private record Above(LaneReport lane, InputTable table, long rejected, long rows) {
        double ratio() {
            return (double) rejected / rows;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%.6f in %s (%,d of %s of %s)",
                    ratio(),
                    lane.lane(),
                    rejected,
                    Counted.of(rows, "row"),
                    table.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public List<String> faults(List<LaneReport> lanes) {
        List<Above> above = new ArrayList<>();
        for (LaneReport lane : lanes) {
            LaneCounters counters = lane.counters();
            add(above, lane, InputTable.DELTAS, counters, Counter.REJECTED_ROWS, Counter.ROWS_IN);
            add(
                    above,
                    lane,
                    InputTable.TRADES,
                    counters,
                    Counter.TRADES_REJECTED,
                    Counter.TRADES_IN);
            add(
                    above,
                    lane,
                    InputTable.BOOK,
                    counters,
                    Counter.BOOK_ROWS_REJECTED,
                    Counter.BOOK_ROWS_IN);
        }
        if (above.isEmpty()) {
            return List.of();
        }
        above.sort(Comparator.comparingDouble(Above::ratio).reversed());
        List<String> parts = new ArrayList<>();
        above.stream().limit(MOST_NAMED).map(Above::text).forEach(parts::add);
        if (above.size() > MOST_NAMED) {
            parts.add("more in " + Counted.of(above.size() - MOST_NAMED, "other"));
        }
        return List.of(
                "the share of rejected rows must be at most "
                        + BigDecimal.valueOf(most).toPlainString()
                        + " (max-reject-ratio) in every lane, but is "
                        + String.join(", ", parts)
                        + "; the output is complete, and its rejects say why");
    }

    private void add(
            List<Above> above,
            LaneReport lane,
            InputTable table,
            LaneCounters counters,
            Counter rejected,
            Counter rows) {
        Above found = new Above(lane, table, counters.value(rejected), counters.value(rows));
        if (found.rows > 0 && found.ratio() > most) {
            above.add(found);
        }
    }
}
