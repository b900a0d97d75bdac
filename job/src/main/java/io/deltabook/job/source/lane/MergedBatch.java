// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;

/**
 * What one step through a lane group gives.
 *
 * @param batch null where all rows of a chunk were dropped
 * @param next the place behind it
 */
public record MergedBatch(DeltaBatch batch, LanePosition next) {}
