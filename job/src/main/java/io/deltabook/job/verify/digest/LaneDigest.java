// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

import io.deltabook.contract.LaneId;
import io.deltabook.time.EventHour;
import java.util.List;

/**
 * The digests of a lane.
 *
 * @param lane exchange and symbol
 * @param hours digests of its hours, in order
 */
public record LaneDigest(LaneId lane, List<HourDigest> hours) {
    /** Rows of all hours. */
    public long rows() {
        return hours.stream().mapToLong(HourDigest::rows).sum();
    }

    /** The digest over the digests of its hours. */
    public String digest() {
        return Digests.ofLines(
                hours.stream()
                        .map(hour -> EventHour.path(hour.hour()) + ' ' + hour.digest())
                        .toList());
    }

    /** The digest over those of all lanes, ordered by exchange and symbol. */
    public static String total(List<LaneDigest> lanes) {
        return Digests.ofLanes(lanes, LaneDigest::lane, LaneDigest::digest);
    }
}
