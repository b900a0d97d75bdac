// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

/** What happens to rows whose lane is not among those to read. */
public enum UnlistedLanes {
    /** Dropped: they were filtered out when the run was planned. */
    DROP,
    /** An error: every lane of the file was found when the run was planned. */
    REFUSE
}
