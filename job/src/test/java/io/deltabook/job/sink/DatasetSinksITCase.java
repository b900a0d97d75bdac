// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sinks of rejects, incidents and statistics in a real job with checkpoints. */
final class DatasetSinksITCase {
    private static final int ELEMENTS = 200;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path output;

    @Test
    void duckDbReadsEveryElementUnderItsLane() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        environment.enableCheckpointing(20);
        DataStream<Long> numbers = environment.fromSequence(0, ELEMENTS - 1).map(slowly());
        SinkSettings settings = SinkSettings.defaults(output.toString());
        sink(
                numbers.filter(number -> number % 2 == 0),
                DatasetSinksITCase::reject,
                ValueTypeInfo.REJECT,
                EventSinks.rejects(settings));
        sink(
                numbers,
                DatasetSinksITCase::incident,
                ValueTypeInfo.INCIDENT,
                EventSinks.incidents(settings));
        sink(
                numbers.filter(number -> number < 2),
                DatasetSinksITCase::statistics,
                ValueTypeInfo.LANE_STATISTICS,
                EventSinks.statistics(settings));

        environment.execute();

        assertThat(OutputFiles.hidden(output)).isEmpty();
        DuckDb.assertRows("select symbol, count(*), sum(row) " + from("rejects"), "A|100|9900");
        assertThat(output.resolve("rejects/exchange=E/symbol=B")).doesNotExist();
        DuckDb.assertRows(
                "select symbol, kind, count(*), sum(event_seq), sum(price)::varchar"
                        + from("incidents", ", kind"),
                "A|GAP|100|9900|99.000000000000000000",
                "B|GAP|100|10000|100.000000000000000000");
        DuckDb.assertRows(
                "select symbol, mode, max(rows_in) " + from("statistics", ", mode"),
                "A|range|1000",
                "B|range|1001");
    }

    private String from(String dataset) {
        return from(dataset, "");
    }

    private String from(String dataset, String grouping) {
        return " from read_parquet('%s/%s/**/*.parquet') group by symbol%s order by symbol"
                .formatted(output, dataset, grouping);
    }

    private static <T> void sink(
            DataStream<Long> numbers,
            MapFunction<Long, T> element,
            TypeInformation<T> type,
            Sink<T> sink) {
        numbers.keyBy(number -> number % 2).map(element).returns(type).sinkTo(sink);
    }

    private static MapFunction<Long, Long> slowly() {
        return number -> {
            Thread.sleep(2);
            return number;
        };
    }

    private static LaneId lane(long number) {
        return new LaneId("E", number % 2 == 0 ? "A" : "B");
    }

    private static Reject reject(long number) {
        return new Reject(
                lane(number),
                InputTable.DELTAS,
                "f",
                number,
                RejectReason.NAN_PRICE,
                number,
                Missing.TIME,
                null,
                "NaN",
                "1");
    }

    private static Incident incident(long number) {
        return new Incident(
                lane(number),
                number,
                Missing.TIME,
                IncidentKind.GAP,
                null,
                "deltas",
                number,
                Missing.ID,
                Missing.ID,
                1,
                1,
                Side.BID,
                BigDecimal.valueOf(number, 2),
                null,
                Double.NaN,
                null);
    }

    private static LaneStatistics statistics(long number) {
        LaneCounters counters = new LaneCounters();
        counters.add(Counter.ROWS_IN, 1_000 + number);
        return new LaneStatistics(
                Lanes.lane("E", lane(number).symbol(), 8, 8), counters, number, 0, number);
    }
}
