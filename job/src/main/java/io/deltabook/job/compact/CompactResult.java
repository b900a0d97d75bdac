// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import java.util.List;

/**
 * What a compaction did, or would do.
 *
 * @param hours the hours whose files it joined, by lane and hour
 * @param finished hours that an interrupted compaction had replaced
 */
public record CompactResult(List<Hour> hours, long finished) {
    /**
     * An hour of a lane.
     *
     * @param lane exchange and symbol
     * @param hour hours since 1970-01-01T00Z
     * @param rows rows, the same before and after
     * @param filesBefore files it had
     * @param filesAfter files it has
     * @param bytesBefore bytes of its files before
     * @param bytesAfter bytes of its files now; where nothing was done as many as before
     * @param rewritten files whose row groups were written anew; 0 where nothing was done
     */
    public record Hour(
            LaneId lane,
            long hour,
            long rows,
            long filesBefore,
            long filesAfter,
            long bytesBefore,
            long bytesAfter,
            long rewritten) {}

    public CompactResult {
        hours = List.copyOf(hours);
    }
}
