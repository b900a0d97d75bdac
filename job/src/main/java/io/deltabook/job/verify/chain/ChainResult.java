// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.LaneId;
import io.deltabook.job.verify.Digests;
import java.util.List;
import java.util.function.Function;

/**
 * A lane over outputs that go on from one another, read as one.
 *
 * @param lane exchange and symbol
 * @param rows rows but those of the seams
 * @param digest of these rows, without event_seq and the certified and covered depths
 * @param other the digest in the output that it was compared with, null without one
 * @param fewer snapshots that cover fewer levels than there
 */
public record ChainResult(LaneId lane, long rows, String digest, String other, long fewer) {
    /** The digest over those of all lanes. */
    public static String total(List<ChainResult> lanes, Function<ChainResult, String> digest) {
        return Digests.ofLanes(lanes, ChainResult::lane, digest);
    }
}
