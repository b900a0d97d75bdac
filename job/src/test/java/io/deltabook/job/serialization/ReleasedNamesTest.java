// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.deltabook.job.OrderBookJob;
import io.deltabook.job.operator.OrderBookFunction;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that checkpoints, scripts and images of released versions refer to; none may change. */
final class ReleasedNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BookOutputSerializer",
                "DeltaBatchSerializer",
                "EventBatchSerializer",
                "IncidentSerializer",
                "LaneStateSerializer",
                "LaneStatisticsSerializer",
                "RejectSerializer"
            })
    void theSnapshotOfASerializerIsFoundByItsNameAndMadeWithoutArguments(String serializer)
            throws ReflectiveOperationException {
        Class<?> snapshot =
                Class.forName("io.deltabook.job.serialization." + serializer + "$Snapshot");

        assertThat(snapshot.getConstructor().newInstance())
                .isInstanceOf(TypeSerializerSnapshot.class);
    }

    @Test
    void operatorsAndTheirStateKeepTheirNames() {
        assertThat(
                        List.of(
                                OrderBookJob.SOURCE_UID,
                                OrderBookJob.BOOK_UID,
                                OrderBookJob.EVENTS_UID,
                                OrderBookJob.REJECTS_UID,
                                OrderBookJob.INCIDENTS_UID,
                                OrderBookJob.STATISTICS_UID,
                                OrderBookFunction.STATE_NAME,
                                OrderBookFunction.RING_NAME,
                                OrderBookFunction.ROWS_NAME))
                .containsExactly(
                        "deltas",
                        "order-book",
                        "events",
                        "rejects",
                        "incidents",
                        "statistics",
                        "lane",
                        "ring",
                        "rows-done");
    }

    @Test
    void theProgramIsStartedByItsOldName() {
        assertThatCode(() -> Class.forName("io.deltabook.job.cli.Main")).doesNotThrowAnyException();
    }
}
