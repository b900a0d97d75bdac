// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;

final class LaneStatisticsSerializerTest extends SerializerTestBase<LaneStatistics> {
    LaneStatisticsSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (one, other) -> one instanceof LaneStatistics,
                                (one, other, checker) ->
                                        facts((LaneStatistics) one)
                                                .equals(facts((LaneStatistics) other))));
    }

    private static List<Object> facts(LaneStatistics statistics) {
        List<Long> counts =
                Arrays.stream(Counter.values()).map(statistics.counters()::value).toList();
        return Arrays.asList(
                statistics.lane(), statistics.events(), statistics.lastUpdateId(), counts);
    }

    @Override
    protected TypeSerializer<LaneStatistics> createSerializer() {
        return LaneStatisticsSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<LaneStatistics> getTypeClass() {
        return LaneStatistics.class;
    }

    @Override
    protected boolean allowNullInstances(TypeSerializer<LaneStatistics> serializer) {
        return true;
    }

    @Override
    protected LaneStatistics[] getTestData() {
        LaneCounters counters = new LaneCounters();
        counters.add(Counter.ROWS_IN, 5);
        counters.add(Counter.MESSAGES, 2);
        return new LaneStatistics[] {
            new LaneStatistics(Lanes.lane("A"), counters, 7, 0, 8),
            new LaneStatistics(Lanes.lane("B"), new LaneCounters(), -1, 0, 0)
        };
    }
}
