// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * The number of row groups in a file, and their sizes in rows.
 *
 * @param count row groups
 * @param rows rows of all row groups
 * @param min rows of the smallest, 0 if there is none
 * @param median rows of the median one, the smaller of two
 * @param max rows of the largest
 */
public record RowGroupSizes(int count, long rows, long min, long median, long max) {
    static RowGroupSizes of(List<BlockMetaData> rowGroups) {
        long[] sizes = rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sorted().toArray();
        if (sizes.length == 0) {
            return new RowGroupSizes(0, 0, 0, 0, 0);
        }
        long rows = 0;
        for (long size : sizes) {
            rows += size;
        }
        return new RowGroupSizes(
                sizes.length,
                rows,
                sizes[0],
                sizes[(sizes.length - 1) / 2],
                sizes[sizes.length - 1]);
    }
}
