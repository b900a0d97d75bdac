// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.util.Objects;

/**
 * Where a lane continues: the CLOSING snapshot that seeds it.
 *
 * @param lane exchange and symbol
 * @param output path of the output that contains it
 * @param runId run that wrote it
 * @param state state of the book
 * @param eventSeq its number
 * @param updateId id of the newest message, {@link Missing#ID} if there are none
 * @param timeNanos its event time
 */
public record SeedPoint(
        LaneId lane,
        String output,
        String runId,
        BookState state,
        long eventSeq,
        long updateId,
        long timeNanos) {
    public SeedPoint {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
    }

    /** Number of the first event after it. */
    public long nextSeq() {
        return eventSeq + 1;
    }
}
