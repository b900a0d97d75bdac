// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files of an hour become one: from the first on as many neighbours as stay within the
 * target, then again from the next on.
 */
final class JoinPlan {
    /** What the footer of a joined file may need more for a row group than the part's did. */
    private static final long ROW_GROUP_BYTES = 1_024;

    private JoinPlan() {}

    /** The files in groups, each of which becomes one file; a group of one stays as it is. */
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
