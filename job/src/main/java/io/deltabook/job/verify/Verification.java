// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.util.List;

/**
 * What a verification saw beside the findings.
 *
 * @param lanes the lanes that have events, in the order exchange, symbol
 * @param hasBounds whether the output says how its books are bounded; if not, replays know less
 * @param hasManifest whether there is a manifest
 */
public record Verification(List<LaneResult> lanes, boolean hasBounds, boolean hasManifest) {
    /** Digests of the lanes. */
    public List<LaneDigest> digests() {
        return lanes.stream().map(LaneResult::digest).toList();
    }

    /** The digest of everything. */
    public String digest() {
        return LaneDigest.total(digests());
    }

    /** Rows of all lanes. */
    public long rows() {
        return lanes.stream().mapToLong(lane -> lane.digest().rows()).sum();
    }
}
