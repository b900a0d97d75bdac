// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.DeltaDialect;
import io.deltabook.job.parquet.UnlistedLanes;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Lanes that one reader reads in order, because they share files; mostly a single lane.
 *
 * @param lanes in the order of their ids
 * @param files in reading order
 * @param dialect the names and units of the columns of all files
 * @param unlisted what becomes of rows of other lanes
 */
public record LaneGroup(
        List<Lane> lanes, List<PlannedFile> files, DeltaDialect dialect, UnlistedLanes unlisted)
        implements Serializable {
    public LaneGroup {
        lanes = List.copyOf(lanes);
        files = List.copyOf(files);
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(unlisted, "unlisted");
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("a lane group must have a lane, but had none");
        }
    }

    /** Unique in a plan, and the same in every plan of the same input. */
    public String id() {
        String first = lanes.get(0).id().toString();
        return lanes.size() == 1 ? first : first + " and " + (lanes.size() - 1) + " more";
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(PlannedFile::size).sum();
    }

    /** Rows of all files that are read. */
    public long rows() {
        return files.stream().mapToLong(PlannedFile::rows).sum();
    }
}
