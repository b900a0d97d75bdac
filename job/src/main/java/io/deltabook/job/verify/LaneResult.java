// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.LaneDigest;
import java.util.Map;

/**
 * The result for a lane besides its findings.
 *
 * @param digest its digests
 * @param derived digests of what follows from its events
 * @param rowsOfType rows of each type
 * @param snapshotsOfKind snapshots of each kind
 * @param closes BOOK_DELTA rows with last_in_message
 * @param nextSeq the event_seq of a further row
 * @param compared snapshots compared with a replay of the deltas before them
 * @param confirmedLevels levels of those that the replay confirmed
 */
public record LaneResult(
        LaneDigest digest,
        DerivedDigests derived,
        Map<EventType, Long> rowsOfType,
        Map<SnapshotKind, Long> snapshotsOfKind,
        long closes,
        long nextSeq,
        long compared,
        long confirmedLevels) {
    /** Rows of a type. */
    public long rows(EventType type) {
        return rowsOfType.getOrDefault(type, 0L);
    }

    /** Snapshots of a kind. */
    public long snapshots(SnapshotKind kind) {
        return snapshotsOfKind.getOrDefault(kind, 0L);
    }
}
