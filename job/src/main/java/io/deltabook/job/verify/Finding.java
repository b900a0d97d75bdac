// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.LaneId;
import java.util.StringJoiner;

/**
 * A rule that must hold for an output and does not.
 *
 * @param kind the subject
 * @param file path in the output folder, with {@code /}; null if it concerns no single file
 * @param row number of the row in the file, from 0; {@link #NONE} if it concerns no single row
 * @param lane the lane, null if it concerns none
 * @param seq event_seq of the row, {@link #NONE} if there is none
 * @param text what must hold and what was found
 */
public record Finding(FindingKind kind, String file, long row, LaneId lane, long seq, String text) {
    static final long NONE = Long.MIN_VALUE;

    /** {@code [file] row, lane, event_seq: text}, without the parts that do not apply. */
    public String line() {
        StringJoiner place = new StringJoiner(", ");
        if (row != NONE) {
            place.add("row " + row);
        }
        if (lane != null) {
            place.add(lane.toString());
        }
        if (seq != NONE) {
            place.add("event_seq " + seq);
        }
        String where = file == null ? "" : "[" + file + "] ";
        return place.length() == 0 ? where + text : where + place + ": " + text;
    }
}
