// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.time.EventHour;

/** How much of a lane a file holds. */
public enum FilePeriod {
    HOUR(1),
    DAY(24);

    private final int hours;

    FilePeriod(int hours) {
        this.hours = hours;
    }

    /** Number of the period that contains an instant, in epoch ns. */
    long of(long nanos) {
        return Math.floorDiv(EventHour.of(nanos), hours);
    }

    /** The folder of a period below that of its lane. */
    String path(long period) {
        String hour = EventHour.path(period * hours);
        return this == HOUR ? hour : hour.substring(0, hour.indexOf('/'));
    }
}
