// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.Missing;
import java.time.LocalDate;

/**
 * The {@code dt} folders of a lane's rows: the day in the file's path or name, otherwise that of
 * the arrival time, otherwise that of the event time. The day never goes back, so that rows are
 * read in file order, and it skips days only if two consecutive rows say so: a single wrong time
 * does not affect the rest of the file. Used by one thread.
 */
final class LaneDays {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final boolean isGiven;
    private long day;
    private long candidate = NONE;
    private long following;

    /**
     * @param given the day of all rows, null if their times decide
     */
    LaneDays(LocalDate given) {
        isGiven = given != null;
        day = isGiven ? given.toEpochDay() : NONE;
    }

    /**
     * Receives the time of the next row.
     *
     * @param nanos time in ns, or {@link Missing#TIME}
     * @return whether the row starts another day than the rows before it
     */
    boolean isNext(long nanos) {
        long counted = isGiven ? Missing.TIME : Missing.orPlausible(nanos);
        if (counted == Missing.TIME) {
            return false;
        }
        long found = Math.floorDiv(counted, DAY_NANOS);
        if (day == NONE) {
            day = found;
            return false;
        }
        if (found <= day) {
            candidate = NONE;
            return false;
        }
        if (found > day + 1 && candidate == NONE) {
            candidate = found;
            return false;
        }
        following = candidate == NONE ? found : Math.min(candidate, found);
        candidate = NONE;
        return true;
    }

    /** Moves to the day of the row last passed to {@link #isNext}. */
    void goOn() {
        day = following;
    }

    /** The day of the last row; the day of time 0 if no row had a time. */
    LocalDate day() {
        return LocalDate.ofEpochDay(day == NONE ? 0 : day);
    }
}
