// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.statistics.LaneCounters;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param outcome how the run ended, null where it is not at its end or nobody has judged it
 */
public record Summary(
        List<LaneReport> lanes,
        LaneCounters totals,
        Manifest manifest,
        DatasetSize rejects,
        DatasetSize incidents,
        Attempt attempt,
        Outcome outcome) {
    /** Name of the file in the output folder. */
    public static final String FILE = "summary.json";

    /** Key of a verdict; release 0.1.0 knew other words for it. */
    public static final String VERDICT = "verdict";

    /** Its keys that the committed files cannot tell. */
    public static final List<String> NOT_DERIVED = List.of(SummaryJson.ATTEMPT, Outcome.KEY);

    /**
     * Reads the committed files of an output and replaces its manifest and summary.
     *
     * @param output the output folder
     * @param attempt how this attempt went, null if there is none to tell of
     */
    public static Summary writeFor(Path output, Attempt attempt) throws IOException {
        Summary summary = of(output, Manifest.scan(output), attempt);
        summary.write(output);
        return summary;
    }

    /**
     * Reads the committed files of an output.
     *
     * @param output the output folder
     * @param manifest its events files
     * @param attempt how this attempt went, null if there is none to tell of
     */
    public static Summary of(Path output, Manifest manifest, Attempt attempt) throws IOException {
        List<LaneReport> lanes = StatisticsReader.read(output);
        LaneCounters totals = new LaneCounters();
        for (LaneReport lane : lanes) {
            totals.addAll(lane.counters());
        }
        return new Summary(
                lanes,
                totals,
                manifest,
                DatasetSize.of(output.resolve(new RejectDataset().folder())),
                DatasetSize.of(output.resolve(new IncidentDataset().folder())),
                attempt,
                null);
    }

    /** Whether release 0.1.0 wrote a summary; it counted less than is counted now. */
    public static boolean isOfFirstRelease(JsonNode summary) {
        return SummaryJson.isOfFirstRelease(summary);
    }

    /** The same with an outcome. */
    public Summary with(Outcome judged) {
        return new Summary(lanes, totals, manifest, rejects, incidents, attempt, judged);
    }

    /** Replaces the manifest and the summary in the output folder. */
    public void write(Path output) throws IOException {
        manifest.write(output);
        SummaryJson.write(this, output.resolve(FILE));
    }

    /**
     * Replaces the manifest and the summary in the output folder; of an attempt and an outcome that
     * are not known here, an earlier summary's stay.
     */
    public void rewrite(Path output) throws IOException {
        manifest.write(output);
        SummaryJson.rewrite(this, output.resolve(FILE));
    }

    /**
     * Writes the manifest of files that hold the same rows in other cuts, and what the summary, if
     * there is one, says of the events files. The rest of the summary stays as it is.
     */
    public static void replaceEvents(Path output, Manifest manifest) throws IOException {
        manifest.write(output);
        if (Files.exists(output.resolve(FILE))) {
            SummaryJson.replaceEvents(manifest, output.resolve(FILE));
        }
    }

    /**
     * The newest version of the events files' columns; what would be written where there are none.
     */
    int schemaVersion() {
        return manifest.entries().stream()
                .mapToInt(entry -> entry.facts().schemaVersion())
                .max()
                .orElse(EventSchema.VERSION);
    }

    /** The content of {@link #FILE}. */
    public JsonNode json() {
        return SummaryJson.json(this);
    }

    /** The lanes some of whose rows are neither in the output nor accounted for; normally none. */
    public List<LaneReport> unbalanced() {
        return lanes.stream().filter(lane -> !lane.counters().isBalanced()).toList();
    }
}
