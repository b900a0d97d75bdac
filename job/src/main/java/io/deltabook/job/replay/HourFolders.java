// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.HivePath;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folders of a lane's hours by their names, {@code date=2026-01-31/hour=07}; those of a day are
 * listed once, when one of them is asked for. Hours are counted since 1970-01-01T00Z, days too. Not
 * thread-safe.
 */
final class HourFolders {
    private static final long HOURS_PER_DAY = 24;

    private final Path folder;
    private final Map<Long, NavigableSet<Long>> hoursByDay;
    private NavigableSet<Long> days;

    HourFolders(Path folder) {
        this(folder, new HashMap<>(), null);
    }

    private HourFolders(
            Path folder, Map<Long, NavigableSet<Long>> hoursByDay, NavigableSet<Long> days) {
        this.folder = folder;
        this.hoursByDay = hoursByDay;
        this.days = days;
    }

    /** The same folders for another thread. */
    HourFolders copy() {
        return new HourFolders(folder, new HashMap<>(hoursByDay), days);
    }

    /** Days that have a folder. */
    NavigableSet<Long> days() throws IOException {
        if (days == null) {
            NavigableSet<Long> found = new TreeSet<>();
            for (String name : children(folder)) {
                long day = day(HivePath.valueOf("date", name));
                if (day != Long.MIN_VALUE) {
                    found.add(day);
                }
            }
            days = Collections.unmodifiableNavigableSet(found);
        }
        return days;
    }

    /** The first hour of a day. */
    long start(long day) {
        return day * HOURS_PER_DAY;
    }

    /** Hours of a day that have a folder. */
    NavigableSet<Long> hours(long day) throws IOException {
        NavigableSet<Long> known = hoursByDay.get(day);
        if (known == null) {
            known = new TreeSet<>();
            for (String name : children(folder.resolve(EventHour.path(start(day))).getParent())) {
                String hour = HivePath.valueOf("hour", name);
                if (hour != null && hour.matches("[01][0-9]|2[0-3]")) {
                    known.add(day * HOURS_PER_DAY + Integer.parseInt(hour));
                }
            }
            hoursByDay.put(day, Collections.unmodifiableNavigableSet(known));
        }
        return known;
    }

    /** All hours that have a folder. */
    NavigableSet<Long> hours() throws IOException {
        NavigableSet<Long> all = new TreeSet<>();
        for (long day : days()) {
            all.addAll(hours(day));
        }
        return all;
    }

    /** The first hour that is not before another; null if there is none. */
    Long ceiling(long hour) throws IOException {
        Long found = null;
        Long day = days().ceiling(Math.floorDiv(hour, HOURS_PER_DAY));
        while (day != null && found == null) {
            found = hours(day).ceiling(hour);
            day = days().higher(day);
        }
        return found;
    }

    /** The last hour that is not after another; null if there is none. */
    Long floor(long hour) throws IOException {
        Long found = null;
        Long day = days().floor(Math.floorDiv(hour, HOURS_PER_DAY));
        while (day != null && found == null) {
            found = hours(day).floor(hour);
            day = days().lower(day);
        }
        return found;
    }

    private static List<String> children(Path parent) throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            return found.map(path -> path.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long day(String date) {
        try {
            return date == null ? Long.MIN_VALUE : LocalDate.parse(date).toEpochDay();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }
}
