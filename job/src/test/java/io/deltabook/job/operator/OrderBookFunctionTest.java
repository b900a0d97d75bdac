// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.engine.BookSettings;
import io.deltabook.job.seed.LaneSeeds;
import io.deltabook.job.serialization.BookOutput;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The operator in Flink's own harness, on RocksDB. */
final class OrderBookFunctionTest {
    private static final BookSettings SETTINGS = BookSettings.defaults();

    /** What an operator said, in words. */
    private static final class Said {
        private final List<String> events = new ArrayList<>();
        private final List<Reject> rejects = new ArrayList<>();
        private final List<Incident> incidents = new ArrayList<>();
        private final List<LaneStatistics> statistics = new ArrayList<>();
    }

    /** Its harness on RocksDB. */
    private static KeyedOneInputStreamOperatorTestHarness<String, DeltaBatch, BookOutput> harness()
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, DeltaBatch, BookOutput> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new OrderBookFunction(
                                        SETTINGS, LaneSeeds.NONE, SideOutputs.Wanted.ALL, 0)),
                        batch -> batch.lane().key(),
                        Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        return harness;
    }

    @Test
    void holdsTheBookInRocksDbAndDropsItWhenTheLaneEnds() throws Exception {
        List<DeltaBatch> batches = LaneStream.of("A", 1, 100);
        try (var harness = harness()) {
            harness.open();
            RocksDBKeyedStateBackend<?> rocks =
                    (RocksDBKeyedStateBackend<?>)
                            (Object) harness.getOperator().getKeyedStateBackend();
            for (DeltaBatch batch : batches.subList(0, batches.size() - 1)) {
                harness.processElement(new StreamRecord<>(batch));
            }
            assertThat(rocks.numKeyValueStateEntries()).isEqualTo(1);
            harness.processElement(new StreamRecord<>(batches.get(batches.size() - 1)));
            assertThat(rocks.numKeyValueStateEntries()).isZero();
        }
    }

    @Test
    void continuesFromASnapshotOfItsStateAsIfNothingHadHappened() throws Exception {
        List<DeltaBatch> batches = interleaved();
        Said undisturbed = new Said();
        try (var harness = harness()) {
            harness.open();
            run(harness, batches, undisturbed);
        }
        assertThat(undisturbed.rejects).isNotEmpty();
        assertThat(undisturbed.incidents).isNotEmpty();
        assertThat(undisturbed.statistics).hasSize(2);
        for (int cut = 1; cut < batches.size(); cut += 7) {
            Said restored = new Said();
            OperatorSubtaskState state;
            try (var harness = harness()) {
                harness.open();
                run(harness, batches.subList(0, cut), restored);
                state = harness.snapshot(1, 1);
            }
            try (var harness = harness()) {
                harness.initializeState(state);
                harness.open();
                run(harness, batches.subList(cut, batches.size()), restored);
            }
            assertThat(restored.events).as("cut=" + cut).isEqualTo(undisturbed.events);
            assertThat(restored.rejects).as("cut=" + cut).isEqualTo(undisturbed.rejects);
            assertThat(restored.incidents).as("cut=" + cut).isEqualTo(undisturbed.incidents);
            assertThat(texts(restored)).as("cut=" + cut).isEqualTo(texts(undisturbed));
        }
    }

    @Test
    void countsRowsAsRowsInItsMetrics() throws Exception {
        List<DeltaBatch> batches = LaneStream.of("A", 3, 100);
        try (var harness = harness()) {
            harness.open();
            Said said = new Said();
            run(harness, batches, said);
            LaneStatistics statistics = said.statistics.get(0);
            assertThat(statistics.counters().value(Counter.ROWS_IN))
                    .isEqualTo(batches.stream().mapToLong(DeltaBatch::size).sum());
            assertThat(statistics.events()).isEqualTo(said.events.size());
            assertThat(statistics.counters().unaccountedRows()).isZero();
        }
    }

    private static List<DeltaBatch> interleaved() {
        List<DeltaBatch> a = LaneStream.of("A", 1, 60);
        List<DeltaBatch> b = LaneStream.of("B", 2, 45);
        List<DeltaBatch> both = new ArrayList<>();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            if (i < a.size()) {
                both.add(a.get(i));
            }
            if (i < b.size()) {
                both.add(b.get(i));
            }
        }
        return both;
    }

    private static List<String> texts(Said said) {
        List<String> texts = new ArrayList<>();
        for (LaneStatistics statistics : said.statistics) {
            StringBuilder text = new StringBuilder(statistics.lane().toString());
            for (Counter counter : Counter.values()) {
                text.append(' ').append(statistics.counters().value(counter));
            }
            texts.add(text.append(' ').append(statistics.lastUpdateId()).toString());
        }
        return texts;
    }

    private static void run(
            KeyedOneInputStreamOperatorTestHarness<String, DeltaBatch, BookOutput> harness,
            List<DeltaBatch> batches,
            Said said)
            throws Exception {
        for (DeltaBatch batch : batches) {
            harness.processElement(new StreamRecord<>(batch));
        }
        for (BookOutput output : harness.extractOutputValues()) {
            switch (output.kind()) {
                case EVENTS -> addEvents((EventBatch) output.value(), said);
                case REJECT -> said.rejects.add((Reject) output.value());
                case INCIDENT -> said.incidents.add((Incident) output.value());
                case STATISTICS -> said.statistics.add((LaneStatistics) output.value());
                case QUOTES, PERIOD -> {}
            }
        }
    }

    private static void addEvents(EventBatch batch, Said said) {
        for (int i = 0; i < batch.size(); i++) {
            said.events.add(text(batch, i));
        }
    }

    private static String text(EventBatch batch, int i) {
        StringBuilder text = new StringBuilder();
        text.append(batch.lane().id()).append(' ').append(batch.firstSeq() + i);
        text.append(' ').append(batch.timestamp(i)).append(' ').append(batch.type(i));
        text.append(' ').append(batch.state(i)).append(' ').append(batch.id(i));
        text.append(' ').append(batch.side(i)).append(' ').append(batch.price(i));
        text.append(' ').append(batch.quantity(i)).append(' ').append(batch.lastInMessage(i));
        for (EventBatch.Snapshot snapshot : batch.snapshots()) {
            if (snapshot.row() == i) {
                text.append(' ')
                        .append(snapshot.kind())
                        .append(' ')
                        .append(snapshot.certifiedBids());
                text.append(java.util.Arrays.toString(snapshot.bidPrices()));
                text.append(java.util.Arrays.toString(snapshot.askQuantities()));
            }
        }
        return text.toString();
    }
}
