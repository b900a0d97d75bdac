// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static io.deltabook.job.parquet.dataset.DatasetColumns.number;
import static io.deltabook.job.parquet.dataset.DatasetColumns.optionalNumber;
import static io.deltabook.job.parquet.dataset.DatasetColumns.orNull;
import static io.deltabook.job.parquet.dataset.DatasetColumns.word;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Verdict;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Every counter of a lane, one row when the lane ends. */
public final class StatisticsDataset implements Dataset<LaneStatistics> {
    public static final String MODE = "mode";
    public static final String VERDICT = "verdict";
    public static final String EVENTS = "events";
    public static final String FIRST_EVENT_SEQ = "first_event_seq";
    public static final String LAST_UPDATE_ID = "last_update_id";
    public static final String GAP_RATIO = "gap_ratio";

    private static final long serialVersionUID = 1;
    private static final MessageType SCHEMA = new MessageType("lane_statistics", columns());

    private static List<Type> columns() {
        List<Type> columns = new ArrayList<>();
        columns.add(word(MODE));
        columns.add(word(VERDICT));
        columns.add(number(EVENTS));
        columns.add(number(FIRST_EVENT_SEQ));
        columns.add(optionalNumber(LAST_UPDATE_ID));
        columns.add(Types.required(DOUBLE).named(GAP_RATIO));
        for (Counter counter : Counter.values()) {
            columns.add(
                    counter.mayBeUnknown()
                            ? optionalNumber(counter.column())
                            : number(counter.column()));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            columns.add(number(column(reason)));
        }
        for (BookState state : BookState.values()) {
            columns.add(number(column(state)));
        }
        return columns;
    }

    /** Column of the snapshots refused for a reason. */
    public static String column(RefusalReason reason) {
        return "refused_" + reason.name().toLowerCase(Locale.ROOT);
    }

    /** Column of the event time spent in a state, ns. */
    public static String column(BookState state) {
        return "time_in_state_" + state.name().toLowerCase(Locale.ROOT) + "_ns";
    }

    /** What came out for a lane. */
    public static Verdict verdict(SequenceMode mode, LaneCounters counters) {
        return Verdict.of(mode, counters.value(Counter.GAPS), counters.value(Counter.REGRESSIONS));
    }

    @Override
    public String folder() {
        return "statistics";
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public LaneId lane(LaneStatistics statistics) {
        return statistics.lane().id();
    }

    @Override
    public void fill(LaneStatistics statistics, GenericRecord row) {
        LaneCounters counters = statistics.counters();
        row.put(MODE, statistics.lane().mode().word());
        row.put(VERDICT, verdict(statistics.lane().mode(), counters).word());
        row.put(EVENTS, statistics.events());
        row.put(FIRST_EVENT_SEQ, statistics.firstSeq());
        row.put(LAST_UPDATE_ID, orNull(statistics.lastUpdateId()));
        row.put(GAP_RATIO, counters.gapRatio());
        for (Counter counter : Counter.values()) {
            if (counters.isKnown(counter)) {
                row.put(counter.column(), counters.value(counter));
            }
        }
        for (RefusalReason reason : RefusalReason.values()) {
            row.put(column(reason), counters.refused(reason));
        }
        for (BookState state : BookState.values()) {
            row.put(column(state), counters.nanosIn(state));
        }
    }
}
