// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

/** What becomes of rows whose lane is not among those to read. */
public enum UnlistedLanes {
    /** They were filtered out when the run was planned. */
    DROP,
    /** There must be none: every lane of the file was found when the run was planned. */
    REFUSE
}
