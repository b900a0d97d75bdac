// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.profile.FileContents;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.profile.ValueRange;
import io.deltabook.job.plan.InputListing;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What a run would read of one table.
 *
 * @param table the table
 * @param lane the table's lane; null for the deltas of all lanes of a group
 * @param files number of files, including unreadable ones
 * @param rows rows of the readable files
 * @param bytes size of all files
 * @param dialect name of the dialect, null if no file can be read
 * @param dialectReason how the dialect was recognized, null if no file can be read
 * @param mapping column names by their roles in {@code source.columns}
 * @param units units of times stored as plain numbers
 * @param days days present; empty if there are no {@code dt} folders
 * @param missing days expected but absent: for deltas those between the first and the last day, for
 *     another table those that the deltas have
 * @param unreadable files that would be skipped, with their problem
 * @param repeated files that look like copies of others, one sentence each
 * @param times event times in ns, arrival times if there are no others; null for none
 */
public record TableOutlook(
        InputTable table,
        LaneId lane,
        int files,
        long rows,
        long bytes,
        String dialect,
        String dialectReason,
        SortedMap<String, String> mapping,
        TimeUnits units,
        List<DayOutlook> days,
        List<LocalDate> missing,
        List<String> unreadable,
        List<String> repeated,
        ValueRange times) {
    /** Profiles are small, but a year of a market has many. */
    private static final int FILES_AT_ONCE = 1_024;

    /** Days that look short. */
    public List<DayOutlook> shortDays() {
        return days.stream().filter(day -> !day.remarks().isEmpty()).toList();
    }

    /** Inspects a table's files, whatever is wrong with them. */
    static TableOutlook of(
            InputTable table, LaneId lane, Collection<PlannedFile> files, TableFormat format)
            throws IOException {
        Reading reading = new Reading();
        long rows = 0;
        long bytes = 0;
        List<Callable<ReadFile>> tasks = new ArrayList<>();
        for (PlannedFile file : files) {
            rows += file.rows();
            bytes += file.size();
            tasks.add(() -> ReadFile.of(file, table, format));
        }
        for (int from = 0; from < tasks.size(); from += FILES_AT_ONCE) {
            int to = Math.min(tasks.size(), from + FILES_AT_ONCE);
            LaneTasks.run(tasks.subList(from, to)).forEach(reading::add);
        }
        return new TableOutlook(
                table,
                lane,
                files.size(),
                rows,
                bytes,
                reading.dialect,
                reading.dialectReason,
                reading.mapping,
                reading.units,
                reading.judged(),
                reading.missing(),
                reading.unreadable,
                reading.repeated,
                reading.times);
    }

    /** This table beside the deltas of its lane. */
    TableOutlook beside(TableOutlook deltas) {
        SortedSet<LocalDate> absent = dates(deltas.days);
        absent.removeAll(dates(days));
        return new TableOutlook(
                table,
                lane,
                files,
                rows,
                bytes,
                dialect,
                dialectReason,
                mapping,
                units,
                days,
                days.isEmpty() ? List.of() : List.copyOf(absent),
                unreadable,
                repeated,
                times);
    }

    private static SortedSet<LocalDate> dates(Collection<DayOutlook> days) {
        SortedSet<LocalDate> dates = new TreeSet<>();
        for (DayOutlook outlook : days) {
            LocalDate day = DayOutlook.day(outlook.dt());
            if (day != null) {
                dates.add(day);
            }
        }
        return dates;
    }

    /**
     * A file that was inspected.
     *
     * @param profile null if it cannot be read
     * @param dt its day's folder, null for none
     * @param problem why it cannot be read, null if it can
     */
    private record ReadFile(PlannedFile file, FileProfile profile, String dt, String problem) {
        static ReadFile of(PlannedFile file, InputTable table, TableFormat format)
                throws IOException {
            if (file.problem() != null) {
                return new ReadFile(file, null, null, "[" + file.path() + "] " + file.problem());
            }
            Path path = Place.of(file.path());
            try {
                FileProfile profile = FileProfile.of(path, file.owners(), format, table);
                return new ReadFile(file, profile, InputListing.of(path).get(0).dt(), null);
            } catch (BadFileException e) {
                return new ReadFile(file, null, null, e.getMessage());
            }
        }
    }

    /** What two files must share to look like copies; rows only if there are no ids. */
    private record Span(ValueRange times, ValueRange ids, long rows) {}

    /** Collects days and times file by file. */
    private static final class Reading {
        private final SortedMap<String, DayOutlook> days = new TreeMap<>();
        private final List<String> unreadable = new ArrayList<>();
        private final List<String> repeated = new ArrayList<>();
        private final Map<Span, Path> spans = new HashMap<>();
        private ValueRange times;
        private String dialect;
        private String dialectReason;
        private SortedMap<String, String> mapping = new TreeMap<>();
        private TimeUnits units = TimeUnits.OF_DIALECT;

        void add(ReadFile read) {
            if (read.problem() != null) {
                unreadable.add(read.problem());
                return;
            }
            add(read.file(), read.profile(), read.dt());
            compare(Place.of(read.file().path()), read.file(), read.profile().contents());
        }

        /** A day copied under a second name is there twice. */
        private void compare(Path path, PlannedFile file, FileContents contents) {
            if (contents == null || contents.times() == null) {
                return;
            }
            Span span =
                    new Span(
                            contents.times(),
                            contents.ids(),
                            contents.ids() == null ? file.rows() : 0);
            Path other = spans.putIfAbsent(span, path);
            if (other != null) {
                repeated.add(
                        "[%s] has the times%s of [%s]: if it is a copy, remove it, because its messages would be read twice"
                                .formatted(path, contents.ids() == null ? "" : " and ids", other));
            }
        }

        private void add(PlannedFile file, FileProfile profile, String dt) {
            ValueRange range = null;
            if (profile.contents() != null) {
                range = profile.contents().times();
                range = range == null ? profile.contents().arrivals() : range;
                if (dialectReason == null) {
                    dialect = profile.contents().dialect().word();
                    dialectReason = profile.contents().dialectReason();
                    mapping = profile.contents().mapping();
                    units = profile.contents().units();
                }
            }
            times = ValueRange.union(times, range);
            if (dt == null) {
                return;
            }
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

        /** Both if they differ, in order of occurrence. */
        private static String joined(String one, String other) {
            if (one == null || other == null || one.contains(other)) {
                return one == null ? other : one;
            }
            return one + ", " + other;
        }

        List<DayOutlook> judged() {
            long[] rows = days.values().stream().mapToLong(DayOutlook::rows).sorted().toArray();
            long median = rows.length == 0 ? 0 : rows[(rows.length - 1) / 2];
            List<DayOutlook> judged = new ArrayList<>();
            days.values().forEach(day -> judged.add(day.judged(median)));
            return judged;
        }

        List<LocalDate> missing() {
            SortedSet<LocalDate> present = dates(days.values());
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
