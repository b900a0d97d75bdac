// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BookState;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The wire forms of the two batches: round trips, the bytes of version 1, other versions. */
final class BatchCodecsTest {
    private static final Lane LANE =
            new Lane(new LaneId("BINANCE", "BTC-USDT"), "key-7", SequenceMode.CHAIN, 2, 5);

    /** One direction of a codec. */
    private interface Write<T> {
        void to(T value, DataOutput out) throws IOException;
    }

    @Test
    void aDeltaBatchComesBackWithEveryColumn() throws IOException {
        for (long seed = 1; seed <= 50; seed++) {
            DeltaBatch batch = deltas(new Random(seed), (int) seed * 7);
            assertSame(batch, DeltaBatchCodec.read(in(bytes(batch, DeltaBatchCodec::write))), seed);
        }
    }

    @Test
    void anEmptyBatchAndTheEndOfALaneComeBack() throws IOException {
        DeltaBatch empty = new DeltaBatch(LANE, "a.parquet", 4);
        assertSame(empty, DeltaBatchCodec.read(in(bytes(empty, DeltaBatchCodec::write))), 0);
        DeltaBatch end = DeltaBatch.endOfLane(LANE);
        DeltaBatch copy = DeltaBatchCodec.read(in(bytes(end, DeltaBatchCodec::write)));
        assertThat(copy.isEndOfLane()).isTrue();
        for (InputTable table : InputTable.values()) {
            DeltaBatch bad = DeltaBatch.badFile(LANE, table, "b.parquet", "no footer");
            DeltaBatch badCopy = DeltaBatchCodec.read(in(bytes(bad, DeltaBatchCodec::write)));
            assertThat(badCopy.problem()).isEqualTo("no footer");
            assertThat(badCopy.problemTable()).isEqualTo(table);
            assertThat(badCopy.file(table)).isEqualTo("b.parquet");
        }
    }

    @Test
    void anEventBatchComesBackWithEveryColumn() throws IOException {
        for (long seed = 1; seed <= 50; seed++) {
            EventBatch batch = events(new Random(seed), (int) seed * 5);
            assertSame(batch, EventBatchCodec.read(in(bytes(batch, EventBatchCodec::write))), seed);
        }
    }

    @Test
    void theBytesOfReleasedVersionsAreStillReadAndThoseOfNowStillWritten() throws IOException {
        DeltaBatch deltas = deltas(new Random(42), 25);
        DeltaBatch marked = marked();
        EventBatch events = events(new Random(42), 25);
        EventBatch first = events(new Random(42), 25, 1);
        EventBatch second = events(new Random(42), 25, 2);
        if (Boolean.getBoolean("deltabook.update")) {
            Path folder = Path.of("src/test/resources/fixtures");
            Files.write(
                    folder.resolve("delta-batch-v2.bin"), bytes(marked, DeltaBatchCodec::write));
            Files.write(
                    folder.resolve("event-batch-v3.bin"), bytes(events, EventBatchCodec::write));
            return;
        }
        assertThat(bytes(marked, DeltaBatchCodec::write)).isEqualTo(fixture("delta-batch-v2.bin"));
        assertThat(bytes(events, EventBatchCodec::write)).isEqualTo(fixture("event-batch-v3.bin"));
        assertSame(deltas, DeltaBatchCodec.read(in(fixture("delta-batch-v1.bin"))), 42);
        assertSame(marked, DeltaBatchCodec.read(in(fixture("delta-batch-v2.bin"))), 42);
        assertSame(first, EventBatchCodec.read(in(fixture("event-batch-v1.bin"))), 42);
        assertSame(second, EventBatchCodec.read(in(fixture("event-batch-v2.bin"))), 42);
        assertSame(events, EventBatchCodec.read(in(fixture("event-batch-v3.bin"))), 42);
    }

    @Test
    void anotherVersionIsRefusedByNumber() {
        assertThatThrownBy(() -> DeltaBatchCodec.read(in(new byte[] {9})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delta batch version must be 1 to 2, but was 9");
        assertThatThrownBy(() -> EventBatchCodec.read(in(new byte[] {9})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("event batch version must be 1 to 3, but was 9");
    }

    private static <T> byte[] bytes(T value, Write<T> codec) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.to(value, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInput in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = BatchCodecsTest.class.getResourceAsStream("/fixtures/" + name)) {
            assertThat(in).as("fixture " + name).isNotNull();
            return in.readAllBytes();
        }
    }

    private static DeltaBatch deltas(Random random, int rows) {
        DeltaBatch batch = new DeltaBatch(LANE, "dt=2024-08-08/1.parquet", 4);
        boolean arrivals = random.nextBoolean();
        boolean gaps = random.nextBoolean();
        long row = 100;
        for (int i = 0; i < rows; i++) {
            row += gaps ? 1 + random.nextInt(3) : 1;
            long time = 1_723_161_255_208_000_000L + random.nextInt(1000);
            long arrival = arrivals ? time + random.nextInt(9) : Missing.TIME;
            long id = random.nextInt(9) == 0 ? Missing.ID : random.nextLong(1_000_000);
            boolean snapshot = random.nextInt(10) == 0;
            if (random.nextInt(6) == 0) {
                batch.appendRejected(
                        row,
                        time,
                        arrival,
                        id,
                        id,
                        Missing.ID,
                        snapshot,
                        RejectReason.ofCode(1 + random.nextInt(16)),
                        "bid",
                        null,
                        "1.5");
            } else {
                batch.append(
                        row,
                        time,
                        arrival,
                        id,
                        id - 3,
                        Missing.ID,
                        snapshot,
                        Side.ofCode(random.nextInt(2)),
                        random.nextLong(),
                        random.nextLong());
            }
        }
        return batch;
    }

    /** Rows of every mark that version 1 did not have. */
    private static DeltaBatch marked() {
        DeltaBatch batch = new DeltaBatch(LANE, "a.parquet", 4);
        batch.file(InputTable.TRADES, "t.parquet");
        for (int row = 0; row < 4; row++) {
            batch.append(row, 5, Missing.TIME, 7, 6, 5, row > 1, Side.ASK, 100 + row, row);
        }
        batch.idOnly(0);
        batch.reject(
                RejectReason.NEGATIVE_QUANTITY,
                true,
                new DeltaBatch.RawRow(1, "ask", "1.01", "-1"));
        batch.reject(RejectReason.NULL_SIDE, false, new DeltaBatch.RawRow(2, null, "1.02", "2"));
        batch.append(4, Missing.TIME, Missing.TIME, 8, 8, 7, false, Side.BID, 9, 9);
        batch.keepRaw(new DeltaBatch.RawRow(4, "buy", "0.090", "9"));
        batch.appendTrade(0, 5, 5, 1, null, 3, 4);
        return batch;
    }

    private static EventBatch events(Random random, int rows) {
        return events(random, rows, 3);
    }

    /**
     * @param version only what a version could say: before 2, all that is certified is covered;
     *     before 3, no arrival times
     */
    private static EventBatch events(Random random, int rows, int version) {
        boolean old = version < 2;
        EventBatch batch = new EventBatch(LANE, 478_000, 77, 4);
        for (int i = 0; i < rows; i++) {
            long time = 478_000L * 3_600_000_000_000L + random.nextInt(1000);
            long arrival = version < 3 || i % 4 == 0 ? Missing.TIME : time + i;
            BookState state = BookState.ofCode(random.nextInt(3));
            Side side = Side.ofCode(random.nextInt(2));
            long id = random.nextInt(5) == 0 ? Missing.ID : random.nextLong(1_000);
            switch (random.nextInt(3)) {
                case 0 -> batch.appendTrade(time, arrival, state, id, side, 5, 6);
                case 1 ->
                        batch.appendDelta(
                                time,
                                arrival,
                                state,
                                id,
                                side,
                                random.nextLong(),
                                0,
                                random.nextBoolean());
                default ->
                        batch.appendSnapshot(
                                time, arrival, state, id, snapshot(random, batch.size(), old));
            }
        }
        return batch;
    }

    private static EventBatch.Snapshot snapshot(Random random, int row, boolean old) {
        int bids = random.nextInt(4);
        int asks = random.nextInt(4);
        SnapshotKind kind = SnapshotKind.ofCode(random.nextInt(5));
        int certifiedBids = random.nextInt(20);
        int certifiedAsks = random.nextInt(20);
        return new EventBatch.Snapshot(
                row,
                kind,
                certifiedBids,
                certifiedAsks,
                old ? certifiedBids : random.nextInt(20),
                old ? certifiedAsks : random.nextInt(20),
                random.longs(bids).toArray(),
                random.longs(bids).toArray(),
                random.longs(asks).toArray(),
                random.longs(asks).toArray());
    }

    private static void assertSame(DeltaBatch one, DeltaBatch other, long seed) {
        assertThat(other.lane()).isEqualTo(one.lane());
        assertThat(other.file()).isEqualTo(one.file());
        assertThat(other.size()).isEqualTo(one.size());
        assertThat(other.rejected()).as("seed=" + seed).isEqualTo(one.rejected());
        assertThat(other.timeless()).as("seed=" + seed).isEqualTo(one.timeless());
        for (int i = 0; i < one.size(); i++) {
            assertThat(row(other, i)).as("seed=" + seed + " row=" + i).isEqualTo(row(one, i));
        }
    }

    private static String row(DeltaBatch batch, int i) {
        return batch.fileRow(i)
                + " "
                + batch.eventTime(i)
                + " "
                + batch.arrivalTime(i)
                + " "
                + batch.updateId(i)
                + " "
                + batch.firstId(i)
                + " "
                + batch.previousId(i)
                + " "
                + batch.isSnapshot(i)
                + " "
                + batch.rejectCode(i)
                + " "
                + batch.isIdOnly(i)
                + " "
                + batch.isPlaced(i)
                + " "
                + batch.side(i)
                + " "
                + batch.price(i)
                + " "
                + batch.quantity(i);
    }

    private static void assertSame(EventBatch one, EventBatch other, long seed) {
        assertThat(other.lane()).isEqualTo(one.lane());
        assertThat(other.hour()).isEqualTo(one.hour());
        assertThat(other.firstSeq()).isEqualTo(one.firstSeq());
        assertThat(other.size()).isEqualTo(one.size());
        for (int i = 0; i < one.size(); i++) {
            assertThat(row(other, i)).as("seed=" + seed + " row=" + i).isEqualTo(row(one, i));
        }
        assertThat(other.snapshots())
                .as("seed=" + seed)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(one.snapshots());
    }

    private static String row(EventBatch batch, int i) {
        return batch.timestamp(i)
                + " "
                + batch.arrival(i)
                + " "
                + batch.type(i)
                + " "
                + batch.state(i)
                + " "
                + batch.id(i)
                + " "
                + batch.side(i)
                + " "
                + batch.lastInMessage(i)
                + " "
                + batch.price(i)
                + " "
                + batch.quantity(i);
    }
}
