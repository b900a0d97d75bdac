// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.Digests;
import io.deltabook.job.verify.digest.LaneDigest;
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

    /** Digests of what follows from the events. */
    public List<DerivedDigests> derived() {
        return lanes.stream().map(LaneResult::derived).toList();
    }

    /** The digest of all quotes. */
    public String quotesDigest() {
        return LaneDigest.total(derived().stream().map(DerivedDigests::quotes).toList());
    }

    /** The digest of all periods. */
    public String periodsDigest() {
        return Digests.ofLanes(
                derived(), DerivedDigests::lane, digests -> digests.periods().digest());
    }

    /** The digest of all events. */
    public String digest() {
        return LaneDigest.total(digests());
    }

    /** Rows of all lanes. */
    public long rows() {
        return lanes.stream().mapToLong(lane -> lane.digest().rows()).sum();
    }
}
