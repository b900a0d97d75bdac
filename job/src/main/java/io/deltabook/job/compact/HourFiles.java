// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import java.util.List;

/**
 * An hour of a lane with files to join.
 *
 * @param folder its folder, relative to the output folder, with {@code /}
 * @param lane exchange and symbol
 * @param hour hours since 1970-01-01T00Z
 * @param files all its files in row order
 */
record HourFiles(String folder, LaneId lane, long hour, List<HourFile> files) {
    long bytes() {
        return files.stream().mapToLong(file -> file.entry().bytes()).sum();
    }

    long rows() {
        return files.stream().mapToLong(file -> file.entry().facts().rows()).sum();
    }
}
