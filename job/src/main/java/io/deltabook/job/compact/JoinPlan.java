// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files of an hour are joined: starting with the first, as many neighbours as fit within the
 * target, then the same from the next file on.
 */
final class JoinPlan {
    /** Bytes per row group by which the footer of a joined file may exceed those of its parts. */
    private static final long ROW_GROUP_BYTES = 1_024;

    private JoinPlan() {}

    /** The files in groups, each to become one file; a group of one stays unchanged. */
    static List<List<HourFile>> groups(List<HourFile> files, long targetBytes) {
        List<List<HourFile>> groups = new ArrayList<>();
        long bytes = Long.MAX_VALUE;
        for (HourFile file : files) {
            long more = file.entry().bytes() + ROW_GROUP_BYTES * file.shape().rowGroups();
            if (bytes > targetBytes - more) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.get(groups.size() - 1).add(file);
            bytes += more;
        }
        return groups;
    }
}
