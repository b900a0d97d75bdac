// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

/**
 * A table that has the files of a dataset.
 *
 * @param name namespace and name
 * @param dataset the dataset
 * @param change what was done to it
 * @param files the dataset's files in this output
 * @param rows their rows
 * @param snapshot id of the table's newest snapshot
 */
public record RegisteredTable(
        String name, String dataset, Change change, int files, long rows, long snapshot) {
    /** What registering did. */
    public enum Change {
        /** The files were added. */
        ADDED,
        /** The run was in the table before; nothing was done. */
        PRESENT,
        /** The files before a compaction were replaced by those after it. */
        REPLACED
    }
}
