// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.report;

import io.deltabook.engine.LaneCounters;
import io.deltabook.job.parquet.IncidentDataset;
import io.deltabook.job.parquet.RejectDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run made, from its committed files. Derived: it can be made again at any time.
 *
 * @param lanes the statistics of the lanes that ended, in the order exchange, symbol
 * @param totals their sum
 * @param manifest the events files
 * @param rejects how many rows could not be used
 * @param incidents how many findings there are
 * @param attempt how this attempt went, null where the summary is made again later
 */
public record Summary(
        List<LaneReport> lanes,
        LaneCounters totals,
        Manifest manifest,
        DatasetSize rejects,
        DatasetSize incidents,
        Attempt attempt) {
    /** Name of the file in the output folder. */
    public static final String FILE = "summary.json";

    /**
     * Reads the committed files of an output and replaces its manifest and summary.
     *
     * @param output the output folder
     * @param attempt how this attempt went, null if there is none to tell of
     */
    public static Summary writeFor(Path output, Attempt attempt) throws IOException {
        Manifest manifest = Manifest.scan(output);
        List<LaneReport> lanes = StatisticsReader.read(output);
        LaneCounters totals = new LaneCounters();
        for (LaneReport lane : lanes) {
            totals.addAll(lane.counters());
        }
        Summary summary =
                new Summary(
                        lanes,
                        totals,
                        manifest,
                        DatasetSize.of(output.resolve(new RejectDataset().folder())),
                        DatasetSize.of(output.resolve(new IncidentDataset().folder())),
                        attempt);
        manifest.write(output);
        SummaryJson.write(summary, output.resolve(FILE));
        return summary;
    }

    /** The lanes some of whose rows are neither in the output nor accounted for; normally none. */
    public List<LaneReport> unbalanced() {
        return lanes.stream().filter(lane -> !lane.counters().isBalanced()).toList();
    }
}
