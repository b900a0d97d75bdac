// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import java.util.List;

/**
 * Batches of deltas that were read together.
 *
 * @param batches none if every row was dropped
 * @param start where the chunk begins
 * @param next where the next chunk begins
 */
public record LaneChunk(List<DeltaBatch> batches, LanePosition start, LanePosition next) {}
