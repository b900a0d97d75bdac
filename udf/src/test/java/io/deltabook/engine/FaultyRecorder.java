// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.engine.DeltaScenario.Ids;
import io.deltabook.engine.DeltaScenario.Level;
import io.deltabook.engine.DeltaScenario.Times;
import io.deltabook.engine.HonestVenue.Moment;
import io.deltabook.engine.HonestVenue.Published;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a recorder wrote of an {@link HonestVenue}, made from a seed: messages dropped, doubled,
 * swapped, late and merged, ids filled with 0 or left empty, snapshots late, twice, of one side or
 * missing, rows that cannot be used, whole files copied or left out, numberings that restart. The
 * rates are drawn for each lane, so that some are quiet and some are wild.
 */
final class FaultyRecorder {
    /** Rows a side from which an unmarked message is a snapshot. */
    static final int IMPLICIT_LEVELS = HonestVenue.MOST_CHANGES + 1;

    private static final long MILLI = 1_000_000L;

    /** Neighbouring seeds alone would give alike lanes. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private enum Fault {
        DROP,
        DROP_RUN,
        DOUBLE,
        AGAIN,
        SWAP,
        DELAY,
        MERGE,
        ZERO_FIRST,
        ZERO_PREVIOUS,
        ZERO_ID,
        NO_FIRST,
        NO_PREVIOUS,
        COPY_RUN,
        BAD_ROW,
        BAD_ROW_OF_KNOWN_PRICE,
        LOOSE_ROW,
        ID_ONLY,
        LEFT_OUT_FILE,
        CUT_BY_LEFT_OUT_FILE,
        MISSING_TIME,
        TIME_BACK,
        BOOK_WITHOUT_ID
    }

    private final Random random;
    private final SequenceMode mode;
    private final HonestVenue venue;
    private final DeltaScenario scenario;
    private final double[] rates = new double[Fault.values().length];
    private final int feed;
    private final boolean hasArrivals;
    private final int depth;
    private final boolean neverLate;

    /** Snapshots are not marked: they are known by their shape. */
    private final boolean unmarked;

    private boolean faithful;
    private List<Item> items = new ArrayList<>();
    private long nanos = DeltaScenario.START_NANOS;

    /** A message, a snapshot or a row of the book table. */
    private record Item(Ids ids, boolean snapshot, boolean book, List<Level> levels, Times times) {
        Item with(Ids other) {
            return new Item(other, snapshot, book, levels, times);
        }
    }

    FaultyRecorder(long seed) {
        random = new Random(seed * SPREAD);
        mode = SequenceMode.values()[random.nextInt(SequenceMode.values().length)];
        boolean limited = random.nextInt(4) == 0;
        feed = limited ? 1 + random.nextInt(8) : 0;
        hasArrivals = random.nextInt(3) > 0;
        long mid = random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 1_000;
        boolean repeatsIds = hasArrivals && random.nextInt(3) == 0;
        boolean wide = random.nextInt(3) == 0;
        int width = 3 + random.nextInt(wide ? 60 : 20);
        venue = new HonestVenue(random, mode, width, feed, mid, repeatsIds);
        unmarked = !limited && random.nextInt(6) == 0;
        scenario =
                new DeltaScenario(mode, unmarked ? LaneSnapshots.UNMARKED : LaneSnapshots.MARKED);
        neverLate = random.nextInt(4) == 0;
        depth = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
        drawRates();
        faithful &= !repeatsIds && (mode != SequenceMode.NONE || neverLate && hasIds());
        record(20 + random.nextInt(random.nextInt(4) == 0 ? 180 : 40));
        disturb();
        items.forEach(this::write);
        scenario.endOfLane();
    }

    DeltaScenario scenario() {
        return scenario;
    }

    HonestVenue venue() {
        return venue;
    }

    SequenceMode mode() {
        return mode;
    }

    /** Whether nothing was lost or changed, so that what is covered is exact, too. */
    boolean isFaithful() {
        return faithful;
    }

    /** Levels to keep: never more than the feed shows. */
    int mostLevels() {
        int bound = new int[] {0, 1, 2, 3, 5, 10}[random.nextInt(6)];
        if (feed == 0) {
            return bound;
        }
        return bound == 0 ? feed : Math.min(feed, bound);
    }

    Random random() {
        return random;
    }

    private void drawRates() {
        double wildness = new double[] {0, 0.3, 1, 3}[random.nextInt(4)];
        faithful = wildness == 0;
        for (Fault fault : Fault.values()) {
            rates[fault.ordinal()] = random.nextInt(3) == 0 ? wildness * 0.03 : 0;
        }
        rates[Fault.BOOK_WITHOUT_ID.ordinal()] *= 10;
        if (random.nextInt(8) == 0) {
            rates[Fault.ZERO_FIRST.ordinal()] = 1;
            faithful &= mode != SequenceMode.RANGE;
        }
        if (random.nextInt(8) == 0) {
            rates[Fault.ZERO_PREVIOUS.ordinal()] = 1;
            faithful &= mode != SequenceMode.CHAIN;
        }
    }

    private boolean happens(Fault fault) {
        double rate = rates[fault.ordinal()];
        return rate > 0 && random.nextDouble() < rate;
    }

    /** What an honest recorder would have written. */
    private void record(int messages) {
        double snapshots = new double[] {0.02, 0.1, 0.3}[random.nextInt(3)];
        double bookRows = random.nextInt(3) == 0 ? 0.1 : 0;
        boolean restarts = random.nextInt(6) == 0;
        List<Moment> past = new ArrayList<>();
        past.add(venue.now());
        for (int i = 0; i < messages; i++) {
            if (random.nextDouble() < snapshots || i == 0 && random.nextInt(3) > 0) {
                addSnapshot(past, false);
            }
            if (random.nextDouble() < bookRows) {
                addSnapshot(past, true);
            }
            boolean restart = restarts && random.nextInt(40) == 0;
            Published message = restart ? venue.restart() : venue.next();
            if (restart && random.nextBoolean()) {
                past.clear();
            }
            past.add(message.after());
            add(message.ids(), false, false, message.levels());
            if (mode == SequenceMode.CHAIN && random.nextInt(20) == 0) {
                add(venue.heartbeat(), false, false, List.of());
            }
        }
    }

    /** A snapshot of the newest book, or of one a few messages ago. */
    private void addSnapshot(List<Moment> past, boolean book) {
        if (unmarked && !book) {
            addUnmarked(past);
            return;
        }
        int ago = neverLate ? 0 : Math.max(0, random.nextInt(6) - 2);
        Moment moment = past.get(Math.max(0, past.size() - 1 - ago));
        int most = random.nextInt(3) == 0 ? depth : 1_000;
        Ids ids = DeltaScenario.id(moment.id());
        add(ids, !book, book, venue.snapshot(moment, most));
    }

    /** A numbered snapshot among the messages, larger than any message. */
    private void addUnmarked(List<Moment> past) {
        Moment now = venue.now();
        boolean isLarge = Math.min(now.bids().size(), now.asks().size()) > HonestVenue.MOST_CHANGES;
        if (isLarge) {
            past.add(venue.numbered());
            List<Level> levels = venue.snapshot(now, IMPLICIT_LEVELS + random.nextInt(20));
            add(DeltaScenario.id(venue.now().id()), false, false, levels);
        }
    }

    private void add(Ids ids, boolean snapshot, boolean book, List<Level> levels) {
        nanos += MILLI * (1 + random.nextInt(200));
        long arrival = hasArrivals ? nanos + random.nextInt(1_000) : Missing.TIME;
        items.add(new Item(ids, snapshot, book, levels, new Times(nanos, arrival)));
    }

    private void disturb() {
        List<Item> kept = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (happens(Fault.DROP_RUN)) {
                i += random.nextInt(10);
            } else if (!happens(Fault.DROP)) {
                if (happens(Fault.MERGE) && i + 1 < items.size() && canMerge(item, i)) {
                    item = merged(item, items.get(i + 1));
                    i++;
                }
                kept.add(item);
                if (happens(Fault.DOUBLE)) {
                    kept.add(item);
                }
                if (happens(Fault.AGAIN)) {
                    kept.add(kept.get(random.nextInt(kept.size())));
                }
            }
        }
        for (int i = 0; i + 1 < kept.size(); i++) {
            if (happens(Fault.SWAP)) {
                Collections.swap(kept, i, i + 1);
            }
            if (happens(Fault.DELAY)) {
                kept.add(Math.min(kept.size() - 1, i + 1 + random.nextInt(6)), kept.remove(i));
            }
        }
        if (IntStream.range(0, 3).anyMatch(attempt -> happens(Fault.COPY_RUN))) {
            int from = random.nextInt(kept.size() + 1);
            kept.addAll(new ArrayList<>(kept.subList(from, kept.size())));
        }
        kept.replaceAll(this::withIdFaults);
        items = kept;
    }

    /** What leaves a limited feed between two messages cannot be told from their rows together. */
    private boolean canMerge(Item item, int i) {
        Item next = items.get(i + 1);
        boolean told = feed == 0 && !unmarked;
        return told && !item.snapshot() && !item.book() && !next.snapshot() && !next.book();
    }

    private static Item merged(Item first, Item second) {
        List<Level> levels = new ArrayList<>(first.levels());
        levels.addAll(second.levels());
        boolean none = first.ids().first() == Missing.ID;
        long u = first.ids().last();
        long firstId = none && second.ids().first() != Missing.ID ? u : first.ids().first();
        Ids ids = new Ids(second.ids().last(), firstId, first.ids().previous());
        return new Item(ids, false, false, levels, second.times());
    }

    private Item withIdFaults(Item item) {
        Ids ids = item.ids();
        long first = ids.first();
        long previous = ids.previous();
        long last = ids.last();
        if (mode == SequenceMode.RANGE && happens(Fault.ZERO_FIRST)) {
            first = 0;
        }
        if (mode == SequenceMode.CHAIN && happens(Fault.ZERO_PREVIOUS)) {
            previous = 0;
        }
        if (happens(Fault.NO_FIRST)) {
            first = Missing.ID;
        }
        if (happens(Fault.NO_PREVIOUS)) {
            previous = Missing.ID;
        }
        if (!item.snapshot() && !item.book() && !unmarked && happens(Fault.ZERO_ID)) {
            last = 0;
        }
        return item.with(hasIds() ? new Ids(last, first, previous) : DeltaScenario.noId());
    }

    private boolean hasIds() {
        return mode != SequenceMode.NONE || depth % 2 == 0;
    }

    private void write(Item item) {
        Times times = withTimeFaults(item.times());
        if (item.book()) {
            boolean hasId = !happens(Fault.BOOK_WITHOUT_ID);
            scenario.book(times, hasId ? item.ids() : DeltaScenario.noId(), item.levels());
            return;
        }
        if (happens(Fault.LEFT_OUT_FILE)) {
            scenario.leftOutFile();
        }
        boolean isEmpty = item.levels().isEmpty();
        if (isEmpty || happens(Fault.ID_ONLY)) {
            rows(times, item, DeltaScenario.idOnly());
        }
        int cut = -1;
        if (happens(Fault.CUT_BY_LEFT_OUT_FILE)) {
            cut = random.nextInt(item.levels().size() + 1);
        }
        for (int i = 0; i < item.levels().size(); i++) {
            if (i == cut) {
                scenario.leftOutFile();
                i += random.nextInt(item.levels().size());
            }
            if (i < item.levels().size()) {
                row(times, item, item.levels().get(i));
            }
        }
        if (cut == item.levels().size()) {
            scenario.leftOutFile();
        }
    }

    private void row(Times times, Item item, Level level) {
        if (happens(Fault.BAD_ROW)) {
            rows(times, item, DeltaScenario.bad());
        } else if (happens(Fault.BAD_ROW_OF_KNOWN_PRICE)) {
            rows(times, item, DeltaScenario.badAt(level.side(), level.price()));
        } else if (happens(Fault.LOOSE_ROW)) {
            boolean known = random.nextBoolean();
            Side side = known ? level.side() : null;
            long price = known ? level.price() : Missing.ID;
            Level lost = new Level(side, price, 0, RejectReason.NULL_UPDATE_ID);
            scenario.rows(times, DeltaScenario.noId(), item.snapshot(), List.of(lost));
        } else {
            rows(times, item, level);
        }
    }

    private void rows(Times times, Item item, Level level) {
        scenario.rows(times, item.ids(), item.snapshot(), List.of(level));
    }

    private Times withTimeFaults(Times times) {
        long event = times.eventNanos();
        if (happens(Fault.TIME_BACK)) {
            event -= random.nextInt(100) * 1_000L * MILLI;
        }
        return new Times(happens(Fault.MISSING_TIME) ? Missing.TIME : event, times.arrivalNanos());
    }
}
