// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.LaneId;
import io.deltabook.job.verify.digest.Digests;
import java.util.List;
import java.util.function.Function;

/**
 * A lane across outputs that continue one another, read as one.
 *
 * @param lane exchange and symbol
 * @param rows number of rows, without those of the seams
 * @param digest digest of these rows, without event_seq and the certified and covered depths
 * @param other the digest in the compared output, null without one
 * @param fewer snapshots that cover fewer levels than in the compared output
 */
public record ChainResult(LaneId lane, long rows, String digest, String other, long fewer) {
    /** The digest over the digests of all lanes. */
    public static String total(List<ChainResult> lanes, Function<ChainResult, String> digest) {
        return Digests.ofLanes(lanes, ChainResult::lane, digest);
    }
}
