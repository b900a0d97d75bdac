// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;

/**
 * The result of one step through a lane group.
 *
 * @param batch null if all rows of a chunk were dropped
 * @param next the position after it
 */
public record MergedBatch(DeltaBatch batch, LanePosition next) {}
