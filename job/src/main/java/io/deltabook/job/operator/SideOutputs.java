// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.statistics.LaneStatistics;
import org.apache.flink.util.OutputTag;

/** The streams that the book operator writes besides the events. */
public final class SideOutputs {
    public static final OutputTag<Reject> REJECTS =
            new OutputTag<>("rejects", ValueTypeInfo.REJECT);
    public static final OutputTag<Incident> INCIDENTS =
            new OutputTag<>("incidents", ValueTypeInfo.INCIDENT);
    public static final OutputTag<LaneStatistics> STATISTICS =
            new OutputTag<>("statistics", ValueTypeInfo.LANE_STATISTICS);

    private SideOutputs() {}
}
