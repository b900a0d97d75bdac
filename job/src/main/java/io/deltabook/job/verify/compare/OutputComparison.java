// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.compare;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.verify.EventFile;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.job.verify.NotAnOutputException;
import io.deltabook.job.verify.OutputScan;
import io.deltabook.job.verify.OutputVerifier;
import io.deltabook.job.verify.Verification;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.HourDigester;
import io.deltabook.job.verify.digest.LaneDigest;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Compares the events, quotes and periods of two outputs: by the digests of their hours, then row
 * by row in the first hour of a lane that differs. How rows are split into files and encoded does
 * not matter. Outputs of different schema versions are compared row by row in the columns that both
 * have.
 */
public final class OutputComparison {
    private final Path other;
    private final Findings findings;
    private final OutputScan scan;
    private final List<String> notCompared = new ArrayList<>();

    private OutputComparison(Path other, Findings findings, OutputScan scan) {
        this.other = other;
        this.findings = findings;
        this.scan = scan;
    }

    /**
     * Reads the footers of the other output.
     *
     * @throws NotAnOutputException if the folder is not an output
     */
    public static OutputComparison open(Path other, Findings findings) throws IOException {
        return new OutputComparison(other, findings, OutputScan.of(other, findings));
    }

    /** Number of rows to read. */
    public long rows() {
        return scan.rows();
    }

    /**
     * Compares the outputs.
     *
     * @param verifier verifier of this output
     * @param verification its result
     * @param threads lanes read at a time
     * @param progress receives the number of rows read since the last call, on any thread
     * @return the total digest of the other output
     */
    public String compare(
            OutputVerifier verifier, Verification verification, int threads, LongConsumer progress)
            throws IOException {
        List<Callable<LaneDigest>> tasks = new ArrayList<>();
        scan.lanes().forEach((lane, files) -> tasks.add(() -> digest(lane, files, progress)));
        List<LaneDigest> theirs = LaneTasks.run(threads, tasks);
        Map<LaneId, LaneDigest> here = byLane(verification.digests());
        Map<LaneId, LaneDigest> there = byLane(theirs);
        TreeSet<LaneId> lanes = new TreeSet<>(here.keySet());
        lanes.addAll(there.keySet());
        for (LaneId lane : lanes) {
            if (!here.containsKey(lane) || !there.containsKey(lane)) {
                findings.lane(
                        FindingKind.DIFFERENCE,
                        lane,
                        "must be in both outputs, but is only %s",
                        here.containsKey(lane) ? "here" : "in " + other);
            } else {
                lane(here.get(lane), there.get(lane), verifier.lanes().get(lane));
            }
        }
        derived(verifier.output(), verification, there.keySet(), threads);
        return LaneDigest.total(theirs);
    }

    /** Compares the quotes and periods of the lanes that both outputs have. */
    private void derived(Path here, Verification verification, Set<LaneId> there, int threads)
            throws IOException {
        DerivedComparison comparison = new DerivedComparison(here, other, findings);
        List<DerivedDigests> ours =
                verification.derived().stream()
                        .filter(digests -> there.contains(digests.lane()))
                        .toList();
        List<Callable<DerivedDigests>> tasks = new ArrayList<>();
        ours.forEach(digests -> tasks.add(() -> comparison.digest(digests.lane())));
        List<DerivedDigests> theirs = LaneTasks.run(threads, tasks);
        boolean quotes = areCompared(QuoteSchema.FOLDER, ours, theirs, d -> d.quotes().rows());
        String periodFolder = new PeriodDataset().folder();
        boolean periods = areCompared(periodFolder, ours, theirs, d -> d.periods().rows());
        for (int i = 0; i < ours.size(); i++) {
            if (theirs.get(i) == null) {
                continue;
            }
            if (quotes) {
                comparison.quotes(ours.get(i).quotes(), theirs.get(i).quotes());
            }
            if (periods) {
                comparison.periods(ours.get(i), theirs.get(i));
            }
        }
    }

    private boolean areCompared(
            String dataset,
            List<DerivedDigests> ours,
            List<DerivedDigests> theirs,
            ToLongFunction<DerivedDigests> rows) {
        boolean isHere = ours.stream().anyMatch(digests -> rows.applyAsLong(digests) > 0);
        boolean isThere =
                theirs.stream()
                        .anyMatch(digests -> digests != null && rows.applyAsLong(digests) > 0);
        if (isHere != isThere) {
            notCompared.add(dataset);
        }
        return isHere && isThere;
    }

    /** Datasets that only one of the outputs has; they are not compared. */
    public List<String> datasetsNotCompared() {
        return notCompared;
    }

    private LaneDigest digest(LaneId lane, List<EventFile> files, LongConsumer progress)
            throws IOException {
        HourDigester digester = new HourDigester();
        try (LaneRows rows = new LaneRows(lane, files, findings)) {
            while (rows.nextRun()) {
                EventChunk chunk = rows.chunk();
                digester.add(chunk.rows(), chunk.nanos(), chunk.seq(), rows.row(), rows.end());
                progress.accept((long) rows.end() - rows.row());
                rows.endRun();
            }
        }
        return new LaneDigest(lane, digester.end());
    }

    private static Map<LaneId, LaneDigest> byLane(List<LaneDigest> digests) {
        Map<LaneId, LaneDigest> byLane = new HashMap<>();
        digests.forEach(digest -> byLane.put(digest.lane(), digest));
        return byLane;
    }

    private void lane(LaneDigest here, LaneDigest there, List<EventFile> filesHere)
            throws IOException {
        Map<Long, String> left = byHour(here);
        Map<Long, String> right = byHour(there);
        TreeSet<Long> hours = new TreeSet<>(left.keySet());
        hours.addAll(right.keySet());
        hours.removeIf(hour -> left.containsKey(hour) && left.get(hour).equals(right.get(hour)));
        List<EventFile> filesThere = scan.lanes().get(here.lane());
        if (!versions(filesHere).equals(versions(filesThere))) {
            // Digests cover all columns of a version, so only the rows can be compared here.
            Findings none = new Findings(0, finding -> {});
            hours = differing(new RowComparison(here.lane(), filesHere, filesThere, none), hours);
        }
        if (hours.isEmpty()) {
            return;
        }
        new RowComparison(here.lane(), filesHere, filesThere, findings)
                .firstDifference(hours.first());
        findings.lane(
                FindingKind.DIFFERENCE,
                here.lane(),
                "%d hours differ from those in %s, first %s",
                hours.size(),
                other,
                EventHour.path(hours.first()));
    }

    private static TreeSet<Long> differing(RowComparison comparison, Set<Long> hours)
            throws IOException {
        TreeSet<Long> differing = new TreeSet<>();
        for (long hour : hours) {
            if (comparison.firstDifference(hour)) {
                differing.add(hour);
            }
        }
        return differing;
    }

    private static Set<Integer> versions(Collection<EventFile> files) {
        return files.stream().map(file -> file.facts().schemaVersion()).collect(Collectors.toSet());
    }

    /** Columns that only some of the files have, in either output; they are not compared. */
    public List<String> notCompared(OutputVerifier verifier) {
        Set<Integer> versions = new TreeSet<>();
        verifier.lanes().values().forEach(files -> versions.addAll(versions(files)));
        scan.lanes().values().forEach(files -> versions.addAll(versions(files)));
        if (versions.size() < 2) {
            return List.of();
        }
        List<String> common = EventSchema.columns(Collections.min(versions));
        return EventSchema.columns(Collections.max(versions)).stream()
                .filter(name -> !common.contains(name))
                .toList();
    }

    private static Map<Long, String> byHour(LaneDigest lane) {
        Map<Long, String> hours = new TreeMap<>();
        lane.hours().forEach(hour -> hours.put(hour.hour(), hour.digest()));
        return hours;
    }
}
