// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.SideFile;
import io.deltabook.job.output.StatisticsReader;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.verify.derived.DerivedFiles;
import io.deltabook.job.verify.derived.QuoteRules;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * Checks a committed output against the data contract, using only its own files: every events file
 * is intact and has the contract's columns, every row is valid and in its place, numbers have no
 * holes, snapshots follow from the anchors and deltas before them, and the statistics match the
 * rows. Memory is bounded by a few row groups per thread.
 */
public final class OutputVerifier {
    /** Findings about data that can be derived again. */
    private static final Set<FindingKind> DERIVED =
            EnumSet.of(FindingKind.MANIFEST, FindingKind.SUMMARY);

    private final Path output;
    private final Findings findings;
    private final OutputScan scan;
    private Summary summary;

    private OutputVerifier(Path output, Findings findings, OutputScan scan) {
        this.output = output;
        this.findings = findings;
        this.scan = scan;
    }

    /**
     * Reads the footers of an output.
     *
     * @param findings receives what does not hold
     * @throws NotAnOutputException if the folder is not an output
     */
    public static OutputVerifier open(Path output, Findings findings) throws IOException {
        return new OutputVerifier(output, findings, OutputScan.of(output, findings));
    }

    /** The output folder. */
    public Path output() {
        return output;
    }

    /** Number of rows to check. */
    public long rows() {
        return scan.rows();
    }

    /**
     * Checks everything.
     *
     * @param threads lanes read at a time
     * @param progress receives the number of rows read since the last call, on any thread
     */
    public Verification verify(int threads, LongConsumer progress) throws IOException {
        OutputFolder marker = marker();
        BookBounds bounds = marker == null ? null : marker.bounds();
        Map<LaneId, LaneReport> reports = statistics();
        SideRows side = SideRows.read(output, findings);
        boolean hasManifest = manifest(threads);
        List<Callable<LaneResult>> tasks = new ArrayList<>();
        for (Map.Entry<LaneId, List<EventFile>> lane : scan.lanes().entrySet()) {
            LaneReport report = reports == null ? null : reports.get(lane.getKey());
            SeedPoint seed = marker == null ? null : marker.seeds().get(lane.getKey());
            LaneVerifier.Known known = known(lane.getKey(), report, seed, bounds, side);
            tasks.add(
                    new LaneVerifier(lane.getKey(), lane.getValue(), known, findings, progress)
                            ::verify);
        }
        List<LaneResult> results = LaneTasks.run(threads, tasks);
        typesInFooters(results);
        if (reports != null) {
            counts(reports, results, side, marker == null ? List.of() : marker.lanes());
        }
        return new Verification(results, bounds != null, hasManifest);
    }

    private LaneVerifier.Known known(
            LaneId lane, LaneReport report, SeedPoint seed, BookBounds bounds, SideRows sides) {
        SideRows.Counts side = sides.of(lane);
        DerivedFiles derived = derived(lane);
        if (report == null) {
            long firstSeq = seed == null ? LaneVerifier.Known.UNKNOWN : seed.nextSeq();
            return new LaneVerifier.Known(
                    null,
                    0,
                    bounds,
                    true,
                    true,
                    false,
                    true,
                    firstSeq,
                    seed,
                    derived == null ? DerivedFiles.none() : derived,
                    null,
                    false);
        }
        LaneCounters counters = report.counters();
        boolean mayLackMessages =
                counters.value(Counter.REJECTED_ROWS) > 0
                        || counters.value(Counter.ID_ONLY_ROWS) > 0;
        boolean mayDoubt = counters.value(Counter.BOOK_ROWS_TAKEN) > 0;
        boolean hasDifferences = counters.value(Counter.DIFFERENCE_EVENTS) > 0;
        boolean hasQuotes = counters.isKnown(Counter.QUOTES) && counters.value(Counter.QUOTES) > 0;
        QuoteRules quotes =
                new QuoteRules(
                        report.mode(),
                        side.mayForget(),
                        mayDoubt,
                        hasDifferences || counters.value(Counter.RESTARTS) > 0,
                        mayLackMessages,
                        counters.value(Counter.QUOTES));
        return new LaneVerifier.Known(
                report.mode(),
                counters.value(Counter.RESTARTS),
                bounds,
                side.mayForget(),
                mayLackMessages,
                !side.mayForget() && hasDifferences,
                mayDoubt,
                seed == null ? report.firstSeq() : seed.nextSeq(),
                seed,
                derived == null ? DerivedFiles.none() : derived,
                hasQuotes && derived != null ? quotes : null,
                counters.isKnown(Counter.PERIODS) && derived != null);
    }

    /** The files of a lane that follow from its events; null if some are damaged. */
    private DerivedFiles derived(LaneId lane) {
        try {
            return DerivedFiles.of(output, lane);
        } catch (IOException e) {
            findings.lane(
                    FindingKind.DAMAGED,
                    lane,
                    "quotes and periods must be readable: %s",
                    e.getMessage());
            return null;
        }
    }

    /** What the run recorded about itself, null if nothing can be read. */
    private OutputFolder marker() {
        if (!Files.exists(output.resolve(OutputFolder.MARKER))) {
            return null;
        }
        try {
            return OutputFolder.open(output);
        } catch (IOException e) {
            findings.file(FindingKind.DAMAGED, OutputFolder.MARKER, "%s", e.getMessage());
            return null;
        }
    }

    /** The statistics by lane, null if they cannot be read. */
    private Map<LaneId, LaneReport> statistics() {
        Map<LaneId, LaneReport> reports = new TreeMap<>();
        try {
            for (LaneReport report : StatisticsReader.read(output)) {
                if (reports.put(report.lane(), report) != null) {
                    findings.lane(
                            FindingKind.COUNT,
                            report.lane(),
                            "a lane must have one statistics row, but has more");
                }
            }
            return reports;
        } catch (IOException e) {
            findings.file(
                    FindingKind.DAMAGED, new StatisticsDataset().folder(), "%s", e.getMessage());
            return null;
        }
    }

    private boolean manifest(int threads) throws IOException {
        ManifestCheck check = ManifestCheck.open(output, findings);
        List<Callable<ManifestEntry>> tasks = new ArrayList<>();
        for (List<EventFile> files : scan.lanes().values()) {
            for (EventFile file : files) {
                tasks.add(() -> ManifestEntry.of(output, file.path()));
            }
        }
        List<ManifestEntry> entries = LaneTasks.run(threads, tasks);
        for (ManifestEntry entry : entries) {
            check.file(entry);
        }
        scan.unreadable().forEach(check::unreadable);
        List<SideFile> sides = sides(check);
        check.end();
        try {
            summary = Summary.of(output, Manifest.of(entries, sides), null);
            SummaryCheck.check(output, summary, findings);
        } catch (IOException e) {
            findings.file(
                    FindingKind.SUMMARY, Summary.FILE, "must be derivable: %s", e.getMessage());
        }
        return check.exists();
    }

    /** The files of the other datasets; unreadable ones are already reported as findings. */
    private List<SideFile> sides(ManifestCheck check) throws IOException {
        List<SideFile> sides = new ArrayList<>();
        for (String folder : SideFile.folders()) {
            for (Path file : DataFiles.below(output.resolve(folder))) {
                try {
                    SideFile side = SideFile.of(output, folder, file);
                    check.file(side);
                    sides.add(side);
                } catch (IOException e) {
                    check.unreadable(DataFiles.pathIn(output, file));
                }
            }
        }
        return sides;
    }

    /** Compares the footers of lanes that were read completely. */
    private void typesInFooters(List<LaneResult> results) {
        for (LaneResult result : results) {
            LaneId lane = result.digest().lane();
            List<EventFile> files = scan.lanes().get(lane);
            long inFooters = files.stream().mapToLong(file -> file.facts().rows()).sum();
            if (inFooters != result.digest().rows()) {
                continue;
            }
            Map<EventType, Long> typed = new HashMap<>();
            for (EventFile file : files) {
                file.facts()
                        .rowsOfType()
                        .forEach((type, rows) -> typed.merge(type, rows, Long::sum));
            }
            for (EventType type : EventType.values()) {
                long said = typed.getOrDefault(type, 0L);
                if (said != result.rows(type)) {
                    findings.lane(
                            FindingKind.FOOTER,
                            lane,
                            "footers must count the %d rows of %s, but count %d",
                            result.rows(type),
                            type,
                            said);
                }
            }
        }
    }

    private void counts(
            Map<LaneId, LaneReport> reports,
            List<LaneResult> results,
            SideRows side,
            List<LaneId> planned) {
        Map<LaneId, LaneResult> byLane = new HashMap<>();
        results.forEach(result -> byLane.put(result.digest().lane(), result));
        for (LaneReport report : reports.values()) {
            CountCheck.check(report, byLane.get(report.lane()), side.of(report.lane()), findings);
        }
        Set<LaneId> unfinished = new TreeSet<>(planned);
        unfinished.addAll(byLane.keySet());
        unfinished.removeAll(reports.keySet());
        for (LaneId lane : unfinished) {
            findings.lane(
                    FindingKind.COUNT,
                    lane,
                    "a complete lane must have a statistics row, but has none: the run has not finished, or the file is missing");
        }
    }

    /**
     * Rewrites the manifest and the summary, if they are all that is wrong.
     *
     * @return whether they were written
     */
    public boolean rewriteDerived() throws IOException {
        if (summary == null || !DERIVED.containsAll(findings.counts().keySet())) {
            return false;
        }
        summary.rewrite(output);
        return true;
    }

    /** The files by lane. */
    public Map<LaneId, List<EventFile>> lanes() {
        return scan.lanes();
    }
}
