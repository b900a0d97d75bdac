// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.LaneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A lane and what was measured of it.
 *
 * @param lane the lane
 * @param other the lane of the reference that it was compared with
 * @param measures all that was measured
 * @param figures the figures that are judged; NaN if there is too little to tell
 */
public record LaneResult(
        LaneId lane, LaneId other, LaneMeasures measures, Map<Figure, Double> figures) {
    static LaneResult of(LaneId lane, LaneId other, LaneMeasures measures) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, figure.of(measures));
        }
        return new LaneResult(lane, other, measures, figures);
    }

    /** The figures that do not keep their bounds. */
    public List<Figure> failures(Thresholds thresholds) {
        return figures.keySet().stream()
                .filter(figure -> !thresholds.passes(figure, figures.get(figure)))
                .toList();
    }
}
