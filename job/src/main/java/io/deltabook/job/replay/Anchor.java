// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.SnapshotKind;

/**
 * Where a replay can start: a snapshot that lists the book as deep as the run's anchors do, or the
 * first event of the lane.
 *
 * @param seq its event_seq
 * @param nanos its event time, epoch ns
 * @param kind its kind; null for the start of the lane, where no book is known
 * @param hour hour of its file, since 1970-01-01T00Z
 */
public record Anchor(long seq, long nanos, SnapshotKind kind, long hour) {
    /** Whether it is the start of the lane and no snapshot. */
    public boolean isStart() {
        return kind == null;
    }
}
