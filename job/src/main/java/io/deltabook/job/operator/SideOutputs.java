// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/** The streams that the writing task has besides the events. */
public final class SideOutputs {
    public static final OutputTag<QuoteBatch> QUOTES =
            new OutputTag<>("quotes", ValueTypeInfo.QUOTE_BATCH);
    public static final OutputTag<Period> PERIODS =
            new OutputTag<>("periods", ValueTypeInfo.PERIOD);
    public static final OutputTag<Reject> REJECTS =
            new OutputTag<>("rejects", ValueTypeInfo.REJECT);
    public static final OutputTag<Incident> INCIDENTS =
            new OutputTag<>("incidents", ValueTypeInfo.INCIDENT);
    public static final OutputTag<LaneStatistics> STATISTICS =
            new OutputTag<>("statistics", ValueTypeInfo.LANE_STATISTICS);

    /**
     * Which of the outputs that a run may do without are written.
     *
     * @param quotes whether quotes are
     * @param periods whether periods are
     */
    public record Wanted(boolean quotes, boolean periods) implements Serializable {
        public static final Wanted ALL = new Wanted(true, true);
    }

    private SideOutputs() {}
}
