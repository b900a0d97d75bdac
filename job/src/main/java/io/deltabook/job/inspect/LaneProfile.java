// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.FileContents;
import io.deltabook.job.parquet.profile.LaneSample;
import io.deltabook.job.parquet.profile.ModeScan;
import io.deltabook.job.parquet.profile.ValueRange;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one table of a lane, or of lanes that share files, taken together.
 *
 * @param table the table
 * @param lanes the lanes
 * @param dialects the reason for each dialect, by name; more than one is an error in a run
 * @param files number of files
 * @param days number of {@code dt} folders
 * @param rows number of rows
 * @param rowGroups number of row groups
 * @param bytes size of all files
 * @param times event times in ns, null if no row has one
 * @param ids final ids, null if no row has one
 * @param containsGaps values of that footer entry, with the number of files that have it
 * @param evidence evidence about each lane's ids from a sample of its rows; empty for trades
 */
public record LaneProfile(
        InputTable table,
        SortedSet<LaneId> lanes,
        SortedMap<String, String> dialects,
        int files,
        SortedSet<String> days,
        long rows,
        long rowGroups,
        long bytes,
        ValueRange times,
        ValueRange ids,
        SortedMap<String, Integer> containsGaps,
        SortedMap<LaneId, ModeEvidence> evidence) {

    /** The lane's name, or the first name and the number of others that share its files. */
    public String name() {
        return name(lanes);
    }

    static String nameOf(InspectedFile file) {
        FileContents contents = file.profile().contents();
        return name(contents.lanes()) + " " + contents.table().code();
    }

    private static String name(Set<LaneId> lanes) {
        if (lanes.isEmpty()) {
            return "no rows";
        }
        String first = lanes.iterator().next().toString();
        return lanes.size() == 1 ? first : first + " and " + (lanes.size() - 1) + " more";
    }

    /** Collects the files of a lane one by one, in reading order. */
    static final class Builder {
        private final List<InspectedFile> files = new ArrayList<>();
        private final SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        private final TableFormat format;

        /**
         * @param format how columns are read
         */
        Builder(TableFormat format) {
            this.format = format;
        }

        void add(InspectedFile file) {
            files.add(file);
        }

        /** The files used to determine the ids, the same as in a run. */
        List<InspectedFile> sample() {
            boolean hasIds =
                    !files.isEmpty()
                            && files.get(0).profile().contents().table() != InputTable.TRADES;
            return hasIds ? LaneSample.files(files) : List.of();
        }

        /**
         * Collects the evidence of one file of the sample.
         *
         * @throws BadFileException if its first rows are damaged
         */
        void gather(InspectedFile file, RowOwners owners) throws IOException {
            FileContents contents = file.profile().contents();
            Map<LaneId, ModeEvidence> wanted = new TreeMap<>();
            for (LaneId lane : contents.lanes()) {
                wanted.put(lane, evidence.computeIfAbsent(lane, id -> new ModeEvidence()));
            }
            boolean marksSnapshots =
                    files.stream().anyMatch(each -> each.profile().contents().marksSnapshots());
            int rows = ModeEvidence.MAX_ROWS / sample().size();
            ModeScan.scan(
                    file.path(),
                    contents.table(),
                    format.with(contents.dialect()).with(contents.units()),
                    owners,
                    marksSnapshots,
                    wanted,
                    lane -> rows);
        }

        void remove(InspectedFile file) {
            files.remove(file);
        }

        boolean isAny() {
            return !files.isEmpty();
        }

        LaneProfile build() {
            SortedSet<LaneId> lanes = new TreeSet<>();
            SortedMap<String, String> dialects = new TreeMap<>();
            SortedSet<String> days = new TreeSet<>();
            SortedMap<String, Integer> gaps = new TreeMap<>();
            long rows = 0;
            long rowGroups = 0;
            long bytes = 0;
            ValueRange times = null;
            ValueRange ids = null;
            for (InspectedFile file : files) {
                FileContents contents = file.profile().contents();
                lanes.addAll(contents.lanes());
                dialects.putIfAbsent(contents.dialect().word(), contents.dialectReason());
                if (file.dt() != null) {
                    days.add(file.dt());
                }
                if (file.containsGaps() != null) {
                    gaps.merge(file.containsGaps(), 1, Integer::sum);
                }
                rows += file.profile().rowGroups().rows();
                rowGroups += file.profile().rowGroups().count();
                bytes += file.profile().bytes();
                times = ValueRange.union(times, contents.times());
                ids = ValueRange.union(ids, contents.ids());
            }
            InputTable table = files.get(0).profile().contents().table();
            evidence.values().removeIf(seen -> !seen.isAny());
            return new LaneProfile(
                    table,
                    lanes,
                    dialects,
                    files.size(),
                    days,
                    rows,
                    rowGroups,
                    bytes,
                    times,
                    ids,
                    gaps,
                    evidence);
        }
    }
}
