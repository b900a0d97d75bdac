// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.FileProfile;
import io.deltabook.job.parquet.ModeScan;
import io.deltabook.job.parquet.ValueRange;
import io.deltabook.job.source.plan.InputListing;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.PlannedFile;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run would read of the deltas of a lane, or of lanes that share files.
 *
 * @param group the planned lanes and files
 * @param dialectReason why their dialect was taken, null if no file can be read
 * @param evidence what the first delta rows say of each lane's ids
 * @param days days that are there; none where there are no {@code dt} folders
 * @param missing days between the first and the last that are not there
 * @param unreadable files that would be skipped, with their problem
 * @param times event times in ns, those of arrival where there are no others; null for none
 */
public record LaneOutlook(
        LaneGroup group,
        String dialectReason,
        SortedMap<LaneId, ModeEvidence> evidence,
        List<DayOutlook> days,
        List<LocalDate> missing,
        List<String> unreadable,
        ValueRange times) {

    /** Rows of all files that can be read. */
    public long rows() {
        return group.files().stream().mapToLong(PlannedFile::rows).sum();
    }

    /** Bytes of all files. */
    public long bytes() {
        return group.files().stream().mapToLong(PlannedFile::size).sum();
    }

    /** Days that look short. */
    public List<DayOutlook> shortDays() {
        return days.stream().filter(day -> !day.remarks().isEmpty()).toList();
    }

    static LaneOutlook of(LaneGroup group) {
        try {
            return new Reading(group).outlook();
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** Looks at the files of a group, which the plan found readable. */
    private static final class Reading {
        private final LaneGroup group;
        private final SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        private final SortedMap<String, DayOutlook> days = new TreeMap<>();
        private final List<String> unreadable = new ArrayList<>();
        private ValueRange times;
        private String dialectReason;

        Reading(LaneGroup group) {
            this.group = group;
            for (Lane lane : group.lanes()) {
                evidence.put(lane.id(), new ModeEvidence());
            }
        }

        LaneOutlook outlook() throws IOException {
            for (PlannedFile file : group.files()) {
                if (file.problem() == null) {
                    read(file);
                } else {
                    unreadable.add("[" + file.path() + "] " + file.problem());
                }
            }
            long[] rows = days.values().stream().mapToLong(DayOutlook::rows).sorted().toArray();
            long median = rows.length == 0 ? 0 : rows[(rows.length - 1) / 2];
            List<DayOutlook> judged = new ArrayList<>();
            days.values().forEach(day -> judged.add(day.judged(median)));
            evidence.values().removeIf(seen -> !seen.isAny());
            return new LaneOutlook(
                    group, dialectReason, evidence, judged, missing(), unreadable, times);
        }

        private void read(PlannedFile file) throws IOException {
            Path path = Path.of(file.path());
            try {
                FileProfile profile = FileProfile.of(path, file.owners());
                gather(file, path);
                add(file, profile, InputListing.of(path).get(0).dt());
            } catch (BadFileException e) {
                unreadable.add(e.getMessage());
            }
        }

        private void gather(PlannedFile file, Path path) throws IOException {
            Map<LaneId, ModeEvidence> pending = new TreeMap<>(evidence);
            pending.values().removeIf(ModeEvidence::isAny);
            if (!pending.isEmpty()) {
                ModeScan.scan(path, group.dialect(), file.owners(), pending);
            }
        }

        private void add(PlannedFile file, FileProfile profile, String dt) {
            ValueRange range = null;
            if (profile.contents() != null) {
                range = profile.contents().times();
                range = range == null ? profile.contents().arrivals() : range;
                if (dialectReason == null) {
                    dialectReason = profile.contents().dialectReason();
                }
            }
            times = ValueRange.union(times, range);
            if (dt != null) {
                DayOutlook day =
                        days.getOrDefault(dt, new DayOutlook(dt, 0, 0, 0, null, null, List.of()));
                String gaps = profile.metadata().get(InspectedFile.CONTAINS_GAPS);
                days.put(
                        dt,
                        new DayOutlook(
                                dt,
                                day.files() + 1,
                                day.rows() + file.rows(),
                                day.bytes() + file.size(),
                                ValueRange.union(day.times(), range),
                                joined(day.containsGaps(), gaps),
                                List.of()));
            }
        }

        /** Both where they differ, in the order in which they come. */
        private static String joined(String one, String other) {
            if (one == null || other == null || one.contains(other)) {
                return one == null ? other : one;
            }
            return one + ", " + other;
        }

        private List<LocalDate> missing() {
            SortedSet<LocalDate> present = new TreeSet<>();
            for (String dt : days.keySet()) {
                LocalDate day = DayOutlook.day(dt);
                if (day != null) {
                    present.add(day);
                }
            }
            List<LocalDate> missing = new ArrayList<>();
            if (!present.isEmpty()) {
                present.first()
                        .datesUntil(present.last())
                        .filter(day -> !present.contains(day))
                        .forEach(missing::add);
            }
            return missing;
        }
    }
}
