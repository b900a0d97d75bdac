// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;

/** Outbound port of the engine: the output of one lane, in order. */
public interface EngineOutput {
    void events(EventBatch batch);

    /** Whether it wants quotes; they are not looked for otherwise. */
    default boolean wantsQuotes() {
        return true;
    }

    void quotes(QuoteBatch batch);

    /** Whether it wants periods; they are not counted otherwise. */
    default boolean wantsPeriods() {
        return true;
    }

    void period(Period period);

    void reject(Reject reject);

    void incident(Incident incident);

    void statistics(LaneStatistics statistics);
}
