// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Verdict;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.util.Locale;

/** Every counter of a lane, one row when the lane ends. */
public final class StatisticsDataset implements Dataset<LaneStatistics> {
    public static final String MODE = "mode";
    public static final String VERDICT = "verdict";
    public static final String EVENTS = "events";
    public static final String FIRST_EVENT_SEQ = "first_event_seq";
    public static final String LAST_UPDATE_ID = "last_update_id";
    public static final String GAP_RATIO = "gap_ratio";

    private static final long serialVersionUID = 1;
    private static final DatasetColumns<LaneStatistics> COLUMNS = counters();

    private static DatasetColumns<LaneStatistics> counters() {
        DatasetColumns<LaneStatistics> columns =
                new DatasetColumns<LaneStatistics>("lane_statistics")
                        .word(MODE, lane -> lane.lane().mode().word())
                        .word(VERDICT, StatisticsDataset::verdict)
                        .number(EVENTS, LaneStatistics::events)
                        .number(FIRST_EVENT_SEQ, LaneStatistics::firstSeq)
                        .optionalNumber(LAST_UPDATE_ID, LaneStatistics::lastUpdateId)
                        .real(GAP_RATIO, lane -> lane.counters().gapRatio());
        for (Counter counter : Counter.values()) {
            if (counter.mayBeUnknown()) {
                columns.optionalNumber(counter.column(), lane -> orMissing(lane, counter));
            } else {
                columns.number(counter.column(), lane -> lane.counters().value(counter));
            }
        }
        for (RefusalReason reason : RefusalReason.values()) {
            columns.number(column(reason), lane -> lane.counters().refused(reason));
        }
        for (BookState state : BookState.values()) {
            columns.number(column(state), lane -> lane.counters().nanosIn(state));
        }
        return columns;
    }

    private static long orMissing(LaneStatistics lane, Counter counter) {
        LaneCounters counters = lane.counters();
        return counters.isKnown(counter) ? counters.value(counter) : Missing.ID;
    }

    /** Column with the number of snapshots refused for a reason. */
    public static String column(RefusalReason reason) {
        return "refused_" + reason.name().toLowerCase(Locale.ROOT);
    }

    /** Column with the event time spent in a state, ns. */
    public static String column(BookState state) {
        return "time_in_state_" + state.name().toLowerCase(Locale.ROOT) + "_ns";
    }

    /** The verdict of a lane. */
    public static Verdict verdict(SequenceMode mode, LaneCounters counters) {
        return Verdict.of(mode, counters.value(Counter.GAPS), counters.value(Counter.REGRESSIONS));
    }

    private static String verdict(LaneStatistics lane) {
        return verdict(lane.lane().mode(), lane.counters()).word();
    }

    @Override
    public String folder() {
        return "statistics";
    }

    @Override
    public DatasetColumns<LaneStatistics> columns() {
        return COLUMNS;
    }

    @Override
    public LaneId lane(LaneStatistics statistics) {
        return statistics.lane().id();
    }
}
