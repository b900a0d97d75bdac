// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import java.util.List;

/**
 * What a compaction did, or would do.
 *
 * @param hours the hours with joined files, by lane and hour
 * @param finished hours already replaced by an interrupted compaction
 */
public record CompactResult(List<Hour> hours, long finished) {
    /**
     * An hour of a lane.
     *
     * @param lane exchange and symbol
     * @param hour hours since 1970-01-01T00Z
     * @param rows rows, the same before and after
     * @param filesBefore number of files before
     * @param filesAfter number of files after
     * @param bytesBefore bytes of its files before
     * @param bytesAfter bytes of its files after; unchanged in a dry run
     * @param rewritten files whose row groups were rewritten; 0 in a dry run
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
