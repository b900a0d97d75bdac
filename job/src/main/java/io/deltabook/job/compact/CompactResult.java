// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import java.util.List;

/**
 * What a compaction did, or would do.
 *
 * @param hours the hours with joined files, by dataset, lane and hour
 * @param finished hours already replaced by an interrupted compaction
 */
public record CompactResult(List<Hour> hours, long finished) {
    /**
     * An hour of a lane in a dataset, or the lane if the dataset has no hours.
     *
     * @param dataset name of the dataset
     * @param lane exchange and symbol
     * @param hour hours since 1970-01-01T00Z, {@link #NONE} if the dataset has none
     * @param rows rows, the same before and after
     * @param filesBefore number of files before
     * @param filesAfter number of files after
     * @param bytesBefore bytes of its files before
     * @param bytesAfter bytes of its files after; unchanged in a dry run
     * @param rewritten files whose row groups were rewritten; 0 in a dry run
     */
    public record Hour(
            String dataset,
            LaneId lane,
            long hour,
            long rows,
            long filesBefore,
            long filesAfter,
            long bytesBefore,
            long bytesAfter,
            long rewritten) {
        /** Stands for no hour. */
        public static final long NONE = Long.MIN_VALUE;
    }

    public CompactResult {
        hours = List.copyOf(hours);
    }
}
