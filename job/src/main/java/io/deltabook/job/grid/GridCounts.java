// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

/**
 * What was written for a lane.
 *
 * @param events events that its rows are made of
 * @param rows rows
 * @param files files
 */
public record GridCounts(long events, long rows, long files) {
    static final GridCounts NONE = new GridCounts(0, 0, 0);

    /** Both together. */
    public GridCounts plus(GridCounts other) {
        return new GridCounts(events + other.events, rows + other.rows, files + other.files);
    }
}
