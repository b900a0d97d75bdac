// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.statistics.LaneCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a run, from its committed files. Derived data: it can be rebuilt at any time.
 *
 * @param lanes the statistics of completed lanes, ordered by exchange and symbol
 * @param totals their sum
 * @param manifest the events files
 * @param quotes size of the quotes
 * @param periods size of the periods
 * @param rejects size of the rejects dataset
 * @param incidents size of the incidents dataset
 * @param attempt measurements of this attempt, null if the summary is derived again later
 * @param outcome how the run ended, null if it is unfinished or has not been checked
 */
public record Summary(
        List<LaneReport> lanes,
        LaneCounters totals,
        Manifest manifest,
        DatasetSize quotes,
        DatasetSize periods,
        DatasetSize rejects,
        DatasetSize incidents,
        Attempt attempt,
        Outcome outcome) {
    /** Name of the file in the output folder. */
    public static final String FILE = "summary.json";

    /** Key of a verdict; release 0.1.0 used other words for it. */
    public static final String VERDICT = "verdict";

    /** Keys whose values the committed files do not contain. */
    public static final List<String> NOT_DERIVED = List.of(SummaryJson.ATTEMPT, Outcome.KEY);

    /**
     * Reads the committed files of an output and replaces its manifest and summary.
     *
     * @param output the output folder
     * @param attempt measurements of this attempt, null if there are none
     */
    public static Summary writeFor(Path output, Attempt attempt) throws IOException {
        return writeFor(output, Manifest.scan(output), attempt);
    }

    /** The same with a manifest of these files. */
    public static Summary writeFor(Path output, Manifest manifest, Attempt attempt)
            throws IOException {
        Summary summary = of(output, manifest, attempt);
        summary.write(output);
        return summary;
    }

    /**
     * Reads the committed files of an output.
     *
     * @param output the output folder
     * @param manifest its events files
     * @param attempt measurements of this attempt, null if there are none
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
                DatasetSize.of(output.resolve(QuoteSchema.FOLDER)),
                DatasetSize.of(output.resolve(new PeriodDataset().folder())),
                DatasetSize.of(output.resolve(new RejectDataset().folder())),
                DatasetSize.of(output.resolve(new IncidentDataset().folder())),
                attempt,
                null);
    }

    /** Whether release 0.1.0 wrote the summary; it had fewer counters. */
    public static boolean isOfFirstRelease(JsonNode summary) {
        return SummaryJson.isOfFirstRelease(summary);
    }

    /** This summary with an outcome. */
    public Summary with(Outcome judged) {
        return new Summary(
                lanes, totals, manifest, quotes, periods, rejects, incidents, attempt, judged);
    }

    /** Replaces the manifest and the summary in the output folder. */
    public void write(Path output) throws IOException {
        manifest.write(output);
        SummaryJson.write(this, output.resolve(FILE));
    }

    /**
     * Replaces the manifest and the summary in the output folder. An attempt and an outcome that
     * are unknown here are kept from an earlier summary.
     */
    public void rewrite(Path output) throws IOException {
        manifest.write(output);
        SummaryJson.rewrite(this, output.resolve(FILE));
    }

    /**
     * Writes the manifest of files that contain the same rows split differently, and updates the
     * files' entries in an existing summary. The rest of the summary is kept.
     */
    public static void replaceFiles(Path output, Manifest manifest) throws IOException {
        manifest.write(output);
        if (Files.exists(output.resolve(FILE))) {
            SummaryJson.replaceFiles(
                    manifest,
                    DatasetSize.of(output.resolve(QuoteSchema.FOLDER)),
                    DatasetSize.of(output.resolve(new PeriodDataset().folder())),
                    output.resolve(FILE));
        }
    }

    /**
     * The newest schema version of the events files; the version that would be written if there are
     * none.
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
}
