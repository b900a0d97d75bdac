// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.engine.LaneCounters.Counter;
import io.deltabook.job.report.LaneReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks the gap ratio of each lane of a finished run, as its statistics row has it. */
final class GapLimit {
    private GapLimit() {}

    /**
     * One line that names the lanes above the limit, the worst first; none if all keep to it.
     *
     * @param most the largest ratio allowed; equal is not above
     */
    static List<String> faults(List<LaneReport> lanes, double most) {
        List<LaneReport> above = new ArrayList<>(lanes);
        above.removeIf(lane -> lane.counters().gapRatio() <= most);
        if (above.isEmpty()) {
            return List.of();
        }
        above.sort(
                (one, other) ->
                        Double.compare(other.counters().gapRatio(), one.counters().gapRatio()));
        List<String> parts = new ArrayList<>();
        for (LaneReport lane : above) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "%.6f in %s (%,d gaps in %,d messages)",
                            lane.counters().gapRatio(),
                            lane.lane(),
                            lane.counters().value(Counter.GAPS),
                            lane.counters().value(Counter.MESSAGES)));
        }
        return List.of(
                "the gap ratio must be at most "
                        + BigDecimal.valueOf(most).toPlainString()
                        + " in every lane, but is "
                        + String.join(", ", parts)
                        + "; the output is complete");
    }
}
