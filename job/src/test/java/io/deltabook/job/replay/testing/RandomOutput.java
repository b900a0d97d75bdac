// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay.testing;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventType;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * An output of one lane with a random market over some hours, in several files an hour, whose times
 * go back now and then, also across hours; and what an obvious book of two sorted maps makes of it.
 */
public final class RandomOutput {
    public static final Lane LANE = Lanes.lane("BTC-USDT");

    private static final int RETAINED = 5_000;
    private static final int PUBLISHED = 20;
    private static final int ROWS_OF_A_FILE = 2_500;
    private static final long TICK = 1_000_000;
    private static final long MIDDLE = 60_000 * 100_000_000L / TICK;

    private final List<Event> events = new ArrayList<>();
    private final NavigableMap<Long, Book> books = new TreeMap<>();
    private final Map<Long, EventBatch> open = new TreeMap<>();
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final Random random;
    private final Path output;
    private final int pause;
    private BookState state = BookState.WAITING;
    private long nanos = Lanes.HOUR * EventHour.NANOS + EventHour.NANOS / 2;
    private long middle = MIDDLE;
    private int files;

    /** An event as it was written. */
    public record Event(long seq, long nanos, EventType type, BookState state) {}

    /** The book after a message or snapshot; empty maps in WAITING. */
    public record Book(NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks) {}

    private RandomOutput(Path output, long seed, int pause) {
        this.output = output;
        this.pause = pause;
        random = new Random(seed);
    }

    /** Writes an output without a pause. */
    public static RandomOutput write(Path output, long seed, int messages) throws IOException {
        return write(output, seed, messages, 0);
    }

    /**
     * Writes an output.
     *
     * @param pause one in so many messages comes up to 60 hours later; 0 for none
     */
    public static RandomOutput write(Path output, long seed, int messages, int pause)
            throws IOException {
        RandomOutput made = new RandomOutput(output, seed, pause);
        BookBounds bounds =
                new BookBounds(RETAINED, RETAINED, PUBLISHED, CrossedPolicy.REPAIR, false);
        OutputFolder.claim(output, "run", "fingerprint", List.of(LANE.id()), bounds);
        for (int message = 0; message < messages; message++) {
            made.step(message);
        }
        made.flush();
        return made;
    }

    public List<Event> events() {
        return events;
    }

    /** The book as of an event; null before the first message. */
    public Book bookAt(long seq) {
        Map.Entry<Long, Book> found = books.floorEntry(seq);
        return found == null ? null : found.getValue();
    }

    /** The state as of an event, at the end of the last message, snapshot or trade. */
    public BookState stateAt(long seq) {
        int at = (int) seq;
        while (at > 0
                && events.get(at).type() == EventType.BOOK_DELTA
                && !books.containsKey((long) at)) {
            at--;
        }
        return events.get(at).state();
    }

    /** Number of the first event that is later than an instant. */
    public long firstAfter(long instant) {
        return events.stream()
                .filter(event -> event.nanos() > instant)
                .mapToLong(Event::seq)
                .min()
                .orElse(events.size());
    }

    private void step(int message) throws IOException {
        nanos += random.nextInt(20) == 0 ? -2_000_000_000L : (long) random.nextInt(2_000_000_000);
        if (pause > 0 && random.nextInt(pause) == 0) {
            nanos += (1 + random.nextInt(60)) * EventHour.NANOS;
        }
        middle += random.nextInt(5) - 2;
        if (random.nextInt(4) == 0) {
            trade();
        }
        if (state == BookState.WAITING) {
            if (random.nextInt(10) == 0) {
                load();
                return;
            }
        } else if (random.nextInt(400) == 0) {
            state = BookState.WAITING;
            bids.clear();
            asks.clear();
        } else if (random.nextInt(300) == 0) {
            state = BookState.SUSPECT;
        } else if (random.nextInt(200) == 0) {
            load();
            return;
        }
        message(message);
        if (state != BookState.WAITING) {
            int kind = random.nextInt(150);
            if (kind == 0) {
                snapshot(SnapshotKind.PERIODIC, RETAINED);
            } else if (kind < 5) {
                snapshot(SnapshotKind.INTERVAL, PUBLISHED);
            }
        }
        if (events.size() / ROWS_OF_A_FILE > files) {
            files = events.size() / ROWS_OF_A_FILE;
            flush();
        }
    }

    private void trade() {
        Side side = random.nextInt(5) == 0 ? null : Side.ofCode(random.nextInt(2));
        batch().appendTrade(nanos, nanos, state, events.size(), side, middle * TICK, quantity());
        add(EventType.TRADE);
    }

    private long quantity() {
        return (1 + random.nextInt(1_000)) * 100_000L;
    }

    private void message(int id) {
        int rows = 1 + random.nextInt(12);
        for (int row = 0; row < rows; row++) {
            Side side = Side.ofCode(random.nextInt(2));
            int distance = 1 + random.nextInt(40);
            long price = (side == Side.BID ? middle - distance : middle + distance) * TICK;
            long quantity = random.nextInt(3) == 0 ? 0 : quantity();
            set(side, price, quantity);
            if (row == rows - 1) {
                uncross(id);
            }
            boolean isLast = row == rows - 1;
            batch().appendDelta(nanos, nanos, state, id, side, price, quantity, isLast);
            add(EventType.BOOK_DELTA);
        }
        remember();
    }

    private void set(Side side, long price, long quantity) {
        if (state == BookState.WAITING) {
            return;
        }
        NavigableMap<Long, Long> levels = side == Side.BID ? bids : asks;
        if (quantity == 0) {
            levels.remove(price);
        } else {
            levels.put(price, quantity);
        }
    }

    /** Deltas that delete what the market has moved over, before the last row of a message. */
    private void uncross(int id) {
        while (!bids.isEmpty() && bids.firstKey() >= middle * TICK) {
            delete(Side.BID, bids.firstKey(), id);
        }
        while (!asks.isEmpty() && asks.firstKey() <= middle * TICK) {
            delete(Side.ASK, asks.firstKey(), id);
        }
    }

    private void delete(Side side, long price, int id) {
        set(side, price, 0);
        batch().appendDelta(nanos, nanos, state, id, side, price, 0, false);
        add(EventType.BOOK_DELTA);
    }

    private void load() {
        bids.clear();
        asks.clear();
        for (int level = 1; level < 30; level++) {
            bids.put((middle - level) * TICK, quantity());
            asks.put((middle + level) * TICK, quantity());
        }
        state = BookState.LIVE;
        snapshot(SnapshotKind.RESYNC, RETAINED);
    }

    private void snapshot(SnapshotKind kind, int depth) {
        EventBatch batch = batch();
        int live = state == BookState.LIVE ? 1 : 0;
        int bidLevels = Math.min(depth, bids.size());
        int askLevels = Math.min(depth, asks.size());
        batch.appendSnapshot(
                nanos,
                nanos,
                state,
                0,
                new EventBatch.Snapshot(
                        batch.size(),
                        kind,
                        live * bidLevels,
                        live * askLevels,
                        live * bidLevels,
                        live * askLevels,
                        array(bids.keySet(), bidLevels),
                        array(bids.values(), bidLevels),
                        array(asks.keySet(), askLevels),
                        array(asks.values(), askLevels)));
        add(EventType.BOOK_SNAPSHOT);
        remember();
    }

    private static long[] array(Iterable<Long> values, int size) {
        long[] array = new long[size];
        int at = 0;
        for (long value : values) {
            if (at < size) {
                array[at++] = value;
            }
        }
        return array;
    }

    private void add(EventType type) {
        events.add(new Event(events.size(), nanos, type, state));
    }

    private void remember() {
        NavigableMap<Long, Long> ofBids = new TreeMap<>(Comparator.reverseOrder());
        ofBids.putAll(bids);
        books.put(events.size() - 1L, new Book(ofBids, new TreeMap<>(asks)));
    }

    /** The batch that takes the next event; a number must follow the one before it in a batch. */
    private EventBatch batch() {
        long hour = EventHour.of(nanos);
        EventBatch batch = open.get(hour);
        if (batch != null && batch.firstSeq() + batch.size() != events.size()) {
            pending.computeIfAbsent(hour, key -> new ArrayList<>()).add(batch);
            batch = null;
        }
        if (batch == null) {
            batch = new EventBatch(LANE, hour, events.size(), 64);
            open.put(hour, batch);
        }
        return batch;
    }

    private final Map<Long, List<EventBatch>> pending = new TreeMap<>();

    private void flush() throws IOException {
        open.forEach(
                (hour, batch) ->
                        pending.computeIfAbsent(hour, key -> new ArrayList<>()).add(batch));
        open.clear();
        for (Map.Entry<Long, List<EventBatch>> hour : pending.entrySet()) {
            Path folder =
                    output.resolve(EventSchema.FOLDER)
                            .resolve(HivePath.of(LANE.id()))
                            .resolve(EventHour.path(hour.getKey()));
            Files.createDirectories(folder);
            Path file = folder.resolve("events-" + random.nextInt(1_000_000) + ".parquet");
            try (OutputStream out = Files.newOutputStream(file)) {
                BatchWriter<EventBatch> writer =
                        ColumnEventBatchWriter.open(out, new ParquetSettings("zstd", 64 * 1024));
                for (EventBatch batch : hour.getValue()) {
                    writer.write(batch);
                }
                writer.finish();
            }
        }
        pending.clear();
    }
}
