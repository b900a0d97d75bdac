// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.statistics.LaneStatistics;

/** Outbound port of the engine: the output of one lane, in order. */
public interface EngineOutput {
    void events(EventBatch batch);

    void reject(Reject reject);

    void incident(Incident incident);

    void statistics(LaneStatistics statistics);
}
