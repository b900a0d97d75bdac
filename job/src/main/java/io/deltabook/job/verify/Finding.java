// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.LaneId;
import java.util.StringJoiner;

/**
 * Something that must hold of an output and does not.
 *
 * @param kind what it is about
 * @param file path in the output folder, with {@code /}; null where it is about no single file
 * @param row number of the row in the file, from 0; {@link #NONE} where it is about no single row
 * @param lane the lane, null where it is about none
 * @param seq event_seq of the row, {@link #NONE} where there is none
 * @param text what must hold, and what was found
 */
public record Finding(FindingKind kind, String file, long row, LaneId lane, long seq, String text) {
    static final long NONE = Long.MIN_VALUE;

    /** {@code [file] row, lane, event_seq: text}, but for what it is not about. */
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
