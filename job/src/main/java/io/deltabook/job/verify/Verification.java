// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.util.List;

/**
 * What a verification found besides the findings.
 *
 * @param lanes the lanes that have events, ordered by exchange and symbol
 * @param hasBounds whether the output records the bounds of its books; if not, replays know less
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
