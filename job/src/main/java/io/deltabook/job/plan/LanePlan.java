// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.sequence.ModeEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run reads.
 *
 * @param groups lane groups, the largest first
 * @param evidence what a sample of each lane's delta rows tells about its ids; empty in a plan that
 *     was read back
 * @param warnings what the user should know about a lane's input, one sentence each
 * @param schemaVersion version of the columns of the events that the run writes
 * @param seeds where an earlier run left the lanes that continue from it
 */
public record LanePlan(
        List<LaneGroup> groups,
        SortedMap<LaneId, ModeEvidence> evidence,
        SortedMap<LaneId, List<String>> warnings,
        int schemaVersion,
        SortedMap<LaneId, SeedPoint> seeds) {
    /** A plan that writes the newest schema version. */
    public LanePlan(
            List<LaneGroup> groups,
            SortedMap<LaneId, ModeEvidence> evidence,
            SortedMap<LaneId, List<String>> warnings) {
        this(groups, evidence, warnings, EventSchema.VERSION, Collections.emptySortedMap());
    }

    /** A plan with nothing but lane groups. */
    public LanePlan(List<LaneGroup> groups) {
        this(groups, Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    public LanePlan {
        groups = List.copyOf(groups);
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        warnings = Collections.unmodifiableSortedMap(new TreeMap<>(warnings));
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
    }

    /**
     * A copy whose lanes continue from an earlier run.
     *
     * @param more further warnings about lanes, one sentence each
     */
    public LanePlan withSeeds(SortedMap<LaneId, SeedPoint> points, Map<LaneId, String> more) {
        SortedMap<LaneId, List<String>> all = new TreeMap<>(warnings);
        more.forEach(
                (lane, warning) -> {
                    List<String> texts = new ArrayList<>(all.getOrDefault(lane, List.of()));
                    texts.add(warning);
                    all.put(lane, List.copyOf(texts));
                });
        return new LanePlan(groups, evidence, all, schemaVersion, points);
    }

    /** A copy with other lane groups. */
    public LanePlan withGroups(List<LaneGroup> others) {
        return new LanePlan(others, evidence, warnings, schemaVersion, seeds);
    }

    /** Combines several plans. */
    static LanePlan union(List<LanePlan> plans) {
        List<LaneGroup> groups = new ArrayList<>();
        SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        SortedMap<LaneId, List<String>> warnings = new TreeMap<>();
        for (LanePlan plan : plans) {
            groups.addAll(plan.groups);
            evidence.putAll(plan.evidence);
            warnings.putAll(plan.warnings);
        }
        return new LanePlan(groups, evidence, warnings);
    }

    /** The warnings as lines that name their lanes. */
    public List<String> warningLines() {
        List<String> lines = new ArrayList<>();
        warnings.forEach(
                (lane, texts) -> texts.forEach(text -> lines.add("[" + lane + "] " + text)));
        return lines;
    }

    /** All lanes, ordered by id. */
    public List<Lane> lanes() {
        return groups.stream()
                .flatMap(group -> group.lanes().stream())
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** The ids of all lanes, ordered. */
    public List<LaneId> laneIds() {
        return lanes().stream().map(Lane::id).toList();
    }

    /** Total bytes of all files. */
    public long bytes() {
        return files().stream().mapToLong(PlannedFile::size).sum();
    }

    /** Rows of all files that are read, including those of unselected lanes. */
    public long rows() {
        return files().stream().mapToLong(PlannedFile::rows).sum();
    }

    /** Rows of a table's files that are read. */
    public long rows(InputTable table) {
        return files(table).stream().mapToLong(PlannedFile::rows).sum();
    }

    /** All files, each once: several groups may share a file of trades or book snapshots. */
    public Set<PlannedFile> files() {
        Set<PlannedFile> files = new LinkedHashSet<>();
        for (InputTable table : InputTable.values()) {
            files.addAll(files(table));
        }
        return files;
    }

    /** Files of a table, each once. */
    public Set<PlannedFile> files(InputTable table) {
        Set<PlannedFile> files = new LinkedHashSet<>();
        groups.forEach(group -> files.addAll(group.files(table)));
        return files;
    }
}
