// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.SideFile;
import io.deltabook.job.output.StatisticsReader;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The output of an earlier run that lanes continue from. It must be complete and match its
 * manifest; it is only read.
 */
final class SeedOutput {
    private final Path path;
    private final String runId;
    private final Manifest manifest;
    private final Map<LaneId, LaneReport> reports = new TreeMap<>();
    private final Map<LaneId, List<ManifestEntry>> files = new TreeMap<>();

    private SeedOutput(Path path, String runId, Manifest manifest) {
        this.path = path;
        this.runId = runId;
        this.manifest = manifest;
    }

    /**
     * Opens an output.
     *
     * @throws BadInputException if it is not an output, unfinished, or does not match its manifest
     */
    static SeedOutput open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            OutputFolder marker = OutputFolder.open(path);
            UnfinishedCompaction.requireNone(path);
            requireComplete(path, marker);
            SeedOutput seed = new SeedOutput(path, marker.runId(), manifest(path));
            for (LaneReport report : StatisticsReader.read(path)) {
                seed.reports.put(report.lane(), report);
            }
            for (ManifestEntry entry : seed.manifest.entries()) {
                seed.files
                        .computeIfAbsent(entry.facts().lane(), lane -> new ArrayList<>())
                        .add(entry);
            }
            return seed;
        } catch (IOException e) {
            throw new BadInputException("seed: " + e.getMessage(), e);
        }
    }

    /**
     * Summaries of release 0.1.0 do not record it; the statistics of every lane prove it instead.
     */
    private static void requireComplete(Path path, OutputFolder marker) throws IOException {
        Outcome outcome = Outcome.read(path);
        boolean isComplete =
                outcome == null
                        ? CommittedOutput.of(path).hasEnded(marker.lanes())
                        : outcome.isComplete();
        if (!isComplete) {
            throw new IOException(
                    "[%s] must be the output of a complete run, but its run is not: resume it with 'deltabook run --resume --output %1$s', or name another --seed"
                            .formatted(path));
        }
    }

    private static Manifest manifest(Path path) throws IOException {
        if (!Files.exists(path.resolve(Manifest.FILE))) {
            throw new IOException(
                    "[%s] must have a manifest, but has none: write it with 'deltabook verify --rewrite %s'"
                            .formatted(path.resolve(Manifest.FILE), path));
        }
        Manifest manifest = Manifest.read(path);
        List<String> missing = manifest.missing(path);
        if (!missing.isEmpty()) {
            throw new IOException(
                    "%s: restore it, or name another --seed".formatted(missing.get(0)));
        }
        if (!manifest.isOf(path) && !manifest.isOfFirstRelease(path)) {
            throw new IOException(
                    "[%s] must name every file of [%s], but does not: check it with 'deltabook verify %2$s'"
                            .formatted(path.resolve(Manifest.FILE), path));
        }
        String statistics = new StatisticsDataset().folder();
        for (SideFile side : manifest.sides()) {
            if (side.dataset().equals(statistics)) {
                side.requireUnchanged(path);
            }
        }
        return manifest;
    }

    Path path() {
        return path;
    }

    String runId() {
        return runId;
    }

    /** Its lanes, with their counters. */
    Map<LaneId, LaneReport> reports() {
        return reports;
    }

    /** Events files of a lane, in no particular order. */
    List<ManifestEntry> files(LaneId lane) {
        return files.getOrDefault(lane, List.of());
    }

    /**
     * A file whose content matches the manifest.
     *
     * @throws IOException if it does not match
     */
    Path sound(ManifestEntry entry) throws IOException {
        entry.requireUnchanged(path);
        return path.resolve(entry.path());
    }
}
