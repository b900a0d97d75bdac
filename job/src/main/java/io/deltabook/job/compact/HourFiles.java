// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import java.util.List;

/**
 * A folder with files to join: an hour of a lane, or a lane in a dataset without hours.
 *
 * @param dataset the dataset that it is in
 * @param folder its path, relative to the output folder, with {@code /}
 * @param lane exchange and symbol
 * @param hour hours since 1970-01-01T00Z, {@link CompactResult.Hour#NONE} if it has none
 * @param files all its files in row order
 */
record HourFiles(
        JoinedDataset dataset, String folder, LaneId lane, long hour, List<HourFile> files) {
    long bytes() {
        return files.stream().mapToLong(file -> file.entry().bytes()).sum();
    }

    long rows() {
        return files.stream().mapToLong(file -> file.entry().rows()).sum();
    }
}
