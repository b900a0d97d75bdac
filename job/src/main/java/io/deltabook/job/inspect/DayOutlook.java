// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.job.parquet.profile.ValueRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The delta files of a lane in one {@code dt} folder.
 *
 * @param dt the folder's day
 * @param files number of readable files
 * @param rows their rows
 * @param bytes their bytes
 * @param times event times in ns, arrival times if there are no others; null for none
 * @param containsGaps what the footers say about gaps, null if nothing
 * @param remarks why the day looks short, empty if it does not
 */
public record DayOutlook(
        String dt,
        int files,
        long rows,
        long bytes,
        ValueRange times,
        String containsGaps,
        List<String> remarks) {
    /** A day with fewer rows than its lane's median day divided by this is short. */
    static final int FEW = 4;

    /** A day whose first or last time is farther than this from the day's limits is short. */
    static final Duration FAR = Duration.ofHours(1);

    /** This day with its remarks. */
    DayOutlook judged(long medianRows) {
        List<String> all = new ArrayList<>();
        if (rows < medianRows / FEW) {
            all.add(
                    String.format(
                            Locale.ROOT, "%,d rows; the median day has %,d", rows, medianRows));
        }
        LocalDate day = day(dt);
        if (day != null && times != null) {
            Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant first = Instant.ofEpochSecond(0, times.min());
            Instant last = Instant.ofEpochSecond(0, times.max());
            if (first.isAfter(start.plus(FAR))) {
                all.add("starts at " + first);
            }
            if (last.isBefore(end.minus(FAR))) {
                all.add("ends at " + last);
            }
        }
        return new DayOutlook(dt, files, rows, bytes, times, containsGaps, all);
    }

    /** The day of a folder, null if the name is not a day. */
    static LocalDate day(String dt) {
        try {
            return LocalDate.parse(dt);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
