// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.testing.Written;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that are longer than many batches. */
final class LongMessageTest {
    private static final int BATCH_ROWS = 5_000;

    /** Bytes that any state has; a message's rows take 17 each. */
    private static final int MOST_STATE_BYTES = 20 * (SavedRows.CHUNK_ROWS + BATCH_ROWS);

    private final RecordingOutput output = new RecordingOutput();
    private final Store store = new Store();

    /** Counts what is written. */
    private static final class Store implements MessageStore {
        private final Map<Long, byte[]> chunks = new HashMap<>();
        private long bytes;

        @Override
        public byte[] read(long number) {
            return chunks.get(number);
        }

        @Override
        public void write(long number, byte[] chunk) {
            assertThat(chunks.put(number, chunk)).as("chunk %s", number).isNull();
            bytes += chunk.length;
        }

        @Override
        public void remove(long number) {
            assertThat(chunks.remove(number)).as("chunk %s", number).isNotNull();
        }
    }

    private static Lane lane(SequenceMode mode) {
        LaneId id = new LaneId("TEST", "BTC-USDT");
        return new Lane(id, id.toString(), mode, 8, 8);
    }

    /** Rows of one message: bids that differ in price. */
    private static DeltaBatch rows(SequenceMode mode, long id, int first, int count) {
        DeltaBatch batch = new DeltaBatch(lane(mode), "a.parquet", count);
        for (int row = first; row < first + count; row++) {
            batch.append(
                    row,
                    DeltaScenario.START_NANOS,
                    Missing.TIME,
                    id,
                    id,
                    Missing.ID,
                    false,
                    Side.BID,
                    1 + row,
                    1);
        }
        return batch;
    }

    @Test
    void eachRowOfALongMessageIsWrittenOnceThoughItsStateIsSavedWithEveryBatch()
            throws IOException {
        LaneEngine engine = new LaneEngine(SettingsBuilder.plain(), output);
        LaneState state = engine.start(lane(SequenceMode.NONE));
        int batches = 40;
        for (int i = 0; i < batches; i++) {
            engine.process(state, rows(SequenceMode.NONE, 7, i * BATCH_ROWS, BATCH_ROWS));
            state = saved(state);
        }
        assertThat(store.bytes)
                .isBetween(17L * BATCH_ROWS * (batches - 1), 18L * BATCH_ROWS * batches);
        assertThat(output.events).as("the message is not complete").isEmpty();

        engine.process(state, DeltaBatch.endOfLane(lane(SequenceMode.NONE)));
        assertThat(state.counters().value(Counter.DELTA_EVENTS))
                .isEqualTo((long) batches * BATCH_ROWS);
        assertThat(output.events.get(BATCH_ROWS).price()).isEqualTo(1L + BATCH_ROWS);
        state.dropMessages(store);
        assertThat(store.chunks).isEmpty();
    }

    @Test
    void theChunksOfACompleteMessageAreDropped() throws IOException {
        LaneEngine engine = new LaneEngine(SettingsBuilder.plain(), output);
        LaneState state = engine.start(lane(SequenceMode.NONE));
        for (int message = 0; message < 5; message++) {
            for (int i = 0; i < 3; i++) {
                engine.process(state, rows(SequenceMode.NONE, message, i * BATCH_ROWS, BATCH_ROWS));
                state = saved(state);
                assertThat(store.chunks.keySet())
                        .filteredOn(number -> number < 0)
                        .hasSizeLessThanOrEqualTo(3);
            }
        }
        assertThat(state.counters().value(Counter.MESSAGES)).isEqualTo(4);
    }

    private LaneState saved(LaneState state) throws IOException {
        state.saveMessages(store);
        Written written = Written.by(out -> LaneStateCodec.write(state, out));
        assertThat(written.bytes().length).isLessThan(MOST_STATE_BYTES);
        LaneState restored = LaneStateCodec.read(written.in());
        restored.loadMessages(store);
        return restored;
    }

    @Test
    void aMessageOfTooManyRowsIsCutRecordedAndNotTrusted() {
        LaneEngine engine = new LaneEngine(SettingsBuilder.plain(), output, 10);
        LaneState state = engine.start(lane(SequenceMode.RANGE));
        DeltaBatch snapshot = new DeltaBatch(lane(SequenceMode.RANGE), "a.parquet", 2);
        for (Side side : Side.values()) {
            snapshot.append(
                    0,
                    DeltaScenario.START_NANOS,
                    Missing.TIME,
                    10,
                    Missing.ID,
                    Missing.ID,
                    true,
                    side,
                    side == Side.BID ? 1 : 1_000,
                    1);
        }
        engine.process(state, snapshot);
        engine.process(state, rows(SequenceMode.RANGE, 11, 0, 6));
        assertThat(state.state).isEqualTo(BookState.LIVE);
        engine.process(state, rows(SequenceMode.RANGE, 11, 6, 6));
        engine.process(state, DeltaBatch.endOfLane(lane(SequenceMode.RANGE)));

        assertThat(state.state).isEqualTo(BookState.SUSPECT);
        assertThat(output.incidents)
                .filteredOn(incident -> incident.kind() == IncidentKind.RING_OVERFLOW)
                .singleElement()
                .satisfies(cut -> assertThat(cut.reason()).isEqualTo("MESSAGE_CUT"));
        assertThat(state.counters().value(Counter.DUPLICATE_ROWS)).isEqualTo(2);
        assertThat(state.counters().isBalanced()).isTrue();
    }

    @Test
    void aSnapshotThatIsCutIsNotLoaded() {
        LaneEngine engine = new LaneEngine(SettingsBuilder.plain(), output, 3);
        LaneState state = engine.start(lane(SequenceMode.NONE));
        DeltaBatch snapshot = new DeltaBatch(lane(SequenceMode.NONE), "a.parquet", 5);
        for (int row = 0; row < 5; row++) {
            snapshot.append(
                    row,
                    DeltaScenario.START_NANOS,
                    Missing.TIME,
                    Missing.ID,
                    Missing.ID,
                    Missing.ID,
                    true,
                    row % 2 == 0 ? Side.BID : Side.ASK,
                    row % 2 == 0 ? 10 - row : 20 + row,
                    1);
        }
        engine.process(state, snapshot);
        engine.process(state, DeltaBatch.endOfLane(lane(SequenceMode.NONE)));
        assertThat(state.counters().refused(RefusalReason.REJECTED_ROW)).isEqualTo(2);
        assertThat(state.counters().isBalanced()).isTrue();
    }
}
