// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import java.util.List;

/**
 * Batches of deltas that were read together.
 *
 * @param batches empty if every row was dropped
 * @param start position of the chunk
 * @param next position of the next chunk
 */
public record LaneChunk(List<DeltaBatch> batches, LanePosition start, LanePosition next) {}
