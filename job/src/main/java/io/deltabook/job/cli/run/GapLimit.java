// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.output.LaneReport;
import io.deltabook.statistics.LaneCounters.Counter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Limits the gap ratio of each lane, as recorded in its statistics row.
 *
 * @param most the largest ratio allowed, inclusive
 */
record GapLimit(double most) implements LaneLimit {
    private static final int MOST_NAMED = 20;

    @Override
    public List<String> faults(List<LaneReport> lanes) {
        List<LaneReport> above = new ArrayList<>(lanes);
        above.removeIf(lane -> lane.counters().gapRatio() <= most);
        if (above.isEmpty()) {
            return List.of();
        }
        above.sort(
                (one, other) ->
                        Double.compare(other.counters().gapRatio(), one.counters().gapRatio()));
        List<String> parts = new ArrayList<>();
        for (LaneReport lane : above.subList(0, Math.min(MOST_NAMED, above.size()))) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "%.6f in %s (%s in %s)",
                            lane.counters().gapRatio(),
                            lane.lane(),
                            Counted.of(lane.counters().value(Counter.GAPS), "gap"),
                            Counted.of(lane.counters().value(Counter.MESSAGES), "message")));
        }
        if (above.size() > MOST_NAMED) {
            parts.add("more in " + Counted.of(above.size() - MOST_NAMED, "other"));
        }
        return List.of(
                "the gap ratio must be at most "
                        + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString()
                        + " in every lane, but is "
                        + String.join(", ", parts)
                        + "; the output is complete");
    }
}
