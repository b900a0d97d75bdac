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
import io.deltabook.engine.RandomVenue.Message;
import io.deltabook.oracle.ReferenceLane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A lane of everything that can go wrong, made from a seed: gaps, old and late messages, repeated
 * blocks, restarts, regressions, snapshots before, at and behind the newest message, rows that
 * cannot be used, missing and backward times, crossed books, hours that change. Rates are drawn per
 * scenario, so that some lanes are quiet and some are wild.
 */
final class RandomScenario {
    private static final long SECOND = 1_000_000_000L;

    /** Neighbouring seeds alone would give alike lanes. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final RejectReason[] FAULTS = {
        RejectReason.NULL_PRICE, RejectReason.NEGATIVE_QUANTITY, RejectReason.QUANTITY_SCALE
    };

    private final Random random;
    private final SequenceMode mode;
    private final boolean hasIds;
    private final LaneSnapshots snapshots;
    private final boolean unmarked;
    private final double arrivals;
    private final DeltaScenario scenario;
    private final BookSettings settings;
    private final RandomVenue venue;
    private final int longestMessage;
    private final List<Sent> sent = new ArrayList<>();
    private final double[] rates = new double[Fault.values().length];
    private long eventNanos = DeltaScenario.START_NANOS;

    private enum Fault {
        LOST_SMALL,
        LOST_LARGE,
        AGAIN,
        DELAYED,
        REPEATED_BLOCK,
        RESTART,
        REGRESSION,
        SNAPSHOT,
        DAMAGED_SNAPSHOT,
        BAD_ROW,
        LOOSE_ROW,
        MISSING_TIME,
        TIME_JUMP,
        TIME_BACK,
        MISSING_FIRST_ID,
        ZERO_FIRST_ID,
        ZERO_PREVIOUS_ID,
        FAR_ID,
        HEARTBEAT,
        RESET,
        COPY,
        ONE_SIDED,
        SIDES_APART,
        ONLY_SNAPSHOTS,
        READABLE_BAD_ROW,
        ID_ONLY,
        LEFT_OUT_FILE,
        ALL_BAD,
        SPLIT_ARRIVAL,
        TRADE,
        BOOK_ROW,
        BOOK_WITHOUT_ID,
        UNUSABLE_TRADE_ID
    }

    /** A message or snapshot as it was written. */
    private record Sent(Ids ids, boolean snapshot, List<Level> levels, Times times) {}

    private RandomScenario(long seed) {
        random = new Random(seed * SPREAD);
        mode = pick(SequenceMode.values());
        hasIds = mode != SequenceMode.NONE || random.nextInt(3) == 0;
        arrivals = new double[] {0, 0.5, 1}[random.nextInt(3)];
        snapshots = random.nextInt(3) == 0 ? pick(LaneSnapshots.values()) : LaneSnapshots.MARKED;
        unmarked = snapshots == LaneSnapshots.UNMARKED;
        scenario = new DeltaScenario(mode, snapshots);
        settings = RandomSettings.draw(random);
        longestMessage = new int[] {3, 8, 2_000_000, 2_000_000}[random.nextInt(4)];
        double crossing = random.nextInt(3) == 0 ? 0.03 : 0;
        long mid = random.nextInt(4) == 0 ? random.nextInt(20) : 1_000;
        venue = new RandomVenue(random, mode, crossing, 3 + random.nextInt(30), mid);
        double wildness = new double[] {0.3, 1, 3}[random.nextInt(3)];
        for (Fault fault : Fault.values()) {
            rates[fault.ordinal()] = random.nextInt(2) * wildness * 0.03;
        }
        rates[Fault.SNAPSHOT.ordinal()] = 0.02 + random.nextInt(3) * 0.1;
        if (random.nextInt(8) == 0) {
            rates[Fault.SNAPSHOT.ordinal()] = 0.95;
            rates[Fault.ONLY_SNAPSHOTS.ordinal()] = 0.95;
        }
        rates[Fault.SIDES_APART.ordinal()] *= 10;
        rates[Fault.ONE_SIDED.ordinal()] *= 5;
        rates[Fault.TRADE.ordinal()] = random.nextInt(3) * 0.2;
        rates[Fault.BOOK_ROW.ordinal()] = random.nextInt(3) * 0.1;
        if (snapshots.isBooksOnly()) {
            rates[Fault.BOOK_ROW.ordinal()] = 0.5;
        }
        int messages = 20 + random.nextInt(150);
        for (int i = 0; i < messages; i++) {
            step();
        }
        scenario.endOfLane();
    }

    /** Everything that can go wrong. */
    static RandomScenario wild(long seed) {
        return new RandomScenario(seed);
    }

    DeltaScenario scenario() {
        return scenario;
    }

    BookSettings settings() {
        return settings;
    }

    /** The reference on this lane. */
    ReferenceLane reference() {
        return new ReferenceLane(scenario.lane(), settings, longestMessage);
    }

    /** The engine on this lane. */
    EngineRun engine() {
        return new EngineRun(scenario, settings, longestMessage);
    }

    @Override
    public String toString() {
        return mode + " " + settings;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private boolean happens(Fault fault) {
        return random.nextDouble() < rates[fault.ordinal()];
    }

    private void step() {
        if (snapshots.isBooksOnly()) {
            stepToBook();
            return;
        }
        if (happens(Fault.LOST_SMALL)) {
            venue.next();
        }
        if (happens(Fault.LOST_LARGE)) {
            venue.skipIds(1 + random.nextInt(random.nextBoolean() ? 200 : 3_000));
        }
        if (happens(Fault.RESTART)) {
            venue.restart();
        }
        if (happens(Fault.SNAPSHOT)) {
            sendSnapshot();
        }
        sendOthers();
        if (happens(Fault.LOOSE_ROW)) {
            Level loose = DeltaScenario.bad(RejectReason.NULL_UPDATE_ID);
            scenario.rows(times(), DeltaScenario.noId(), random.nextBoolean(), List.of(loose));
        }
        if (happens(Fault.LEFT_OUT_FILE)) {
            scenario.leftOutFile();
        }
        sendAgain();
        if (happens(Fault.ONLY_SNAPSHOTS)) {
            return;
        }
        if (happens(Fault.HEARTBEAT)) {
            Ids ids = DeltaScenario.chain(venue.id(), venue.id());
            write(new Sent(ids, false, List.of(DeltaScenario.idOnly()), times()));
        }
        Message message = happens(Fault.RESET) ? venue.reset() : venue.next();
        if (happens(Fault.DELAYED)) {
            Message later = venue.next();
            send(later);
        }
        if (happens(Fault.REGRESSION)) {
            long lower = Math.max(1, message.ids().last() - 1 - random.nextInt(5));
            message = new Message(DeltaScenario.id(lower), message.levels());
        }
        send(message);
        if (random.nextInt(4) == 0) {
            venue.match();
        }
    }

    /** The venue continues unseen until the next book is taken. */
    private void stepToBook() {
        int unseen = random.nextInt(3);
        for (int i = 0; i < unseen; i++) {
            venue.next();
        }
        venue.match();
        sendOthers();
        if (happens(Fault.LEFT_OUT_FILE)) {
            scenario.leftOutFile();
        }
    }

    /** Some of what was written before, at a new time, or a run of it as it was. */
    private void sendAgain() {
        if (happens(Fault.AGAIN) && !sent.isEmpty()) {
            int times = 1 + random.nextInt(4);
            for (int i = 0; i < times; i++) {
                Sent again = sent.get(random.nextInt(sent.size()));
                write(new Sent(again.ids(), again.snapshot(), again.levels(), times()));
            }
        }
        if (happens(Fault.COPY) && !sent.isEmpty()) {
            int from = random.nextInt(sent.size());
            int end = Math.min(sent.size(), from + 1 + random.nextInt(60));
            List.copyOf(sent.subList(from, end)).forEach(this::write);
        }
    }

    private void send(Message message) {
        List<Level> levels = new ArrayList<>(message.levels());
        if (happens(Fault.REPEATED_BLOCK)) {
            int copies = 1 + random.nextInt(3);
            for (int i = 0; i < copies; i++) {
                levels.addAll(message.levels());
            }
        }
        Ids ids = hasIds ? withFaults(message.ids()) : DeltaScenario.noId();
        Sent written = new Sent(ids, false, levels, times());
        sent.add(written);
        write(written);
    }

    private Ids withFaults(Ids ids) {
        if (happens(Fault.MISSING_FIRST_ID)) {
            return DeltaScenario.id(ids.last());
        }
        if (happens(Fault.FAR_ID)) {
            long far = random.nextBoolean() ? Long.MAX_VALUE : Long.MAX_VALUE / 2;
            return new Ids(far - random.nextInt(9), ids.first(), ids.previous());
        }
        return new Ids(
                ids.last(),
                happens(Fault.ZERO_FIRST_ID) ? -random.nextInt(2) : ids.first(),
                happens(Fault.ZERO_PREVIOUS_ID) ? -random.nextInt(2) : ids.previous());
    }

    private void sendSnapshot() {
        Message snapshot = snapshot();
        Ids ids = hasIds ? snapshot.ids() : DeltaScenario.noId();
        List<Level> levels = snapshot.levels();
        if (happens(Fault.ONE_SIDED)) {
            Side lost = pick(Side.values());
            levels.removeIf(level -> level.side() == lost);
        }
        if (!happens(Fault.SIDES_APART)) {
            Sent written = new Sent(ids, !unmarked, levels, times());
            sent.add(written);
            write(written);
            return;
        }
        Side first = pick(Side.values());
        List<Level> one = levels.stream().filter(level -> level.side() == first).toList();
        List<Level> other = levels.stream().filter(level -> level.side() != first).toList();
        write(new Sent(ids, !unmarked, one, times()));
        write(new Sent(ids, !unmarked, random.nextInt(4) == 0 ? levels : other, times()));
    }

    /** A snapshot of the newest book or of a past one, perhaps damaged. */
    private Message snapshot() {
        int depth = 1 + random.nextInt(random.nextBoolean() ? 4 : 60);
        Message snapshot = venue.snapshot(Math.max(0, random.nextInt(5) - 2), depth);
        Ids ids = snapshot.ids();
        List<Level> levels = new ArrayList<>(snapshot.levels());
        if (happens(Fault.DAMAGED_SNAPSHOT) && !levels.isEmpty()) {
            Level level = levels.get(random.nextInt(levels.size()));
            long quantity = random.nextInt(3);
            levels.add(new Level(level.side(), level.price(), quantity, null));
        }
        if (happens(Fault.DAMAGED_SNAPSHOT)) {
            ids = DeltaScenario.id(Math.max(1, ids.last() + random.nextInt(9) - 4));
        }
        return new Message(ids, levels);
    }

    /** Rows of the other tables that stand between two messages. */
    private void sendOthers() {
        if (happens(Fault.BOOK_ROW)) {
            int rows = 1 + random.nextInt(2);
            for (int i = 0; i < rows; i++) {
                sendBookRow();
            }
        }
        if (happens(Fault.TRADE)) {
            int trades = 1 + random.nextInt(3);
            for (int i = 0; i < trades; i++) {
                sendTrade();
            }
        }
    }

    /** A wide row has positive quantities only: what is not ends its side. */
    private void sendBookRow() {
        if (random.nextInt(4) == 0) {
            scenario.nextBookFile();
        }
        Message snapshot = snapshot();
        List<Level> levels = new ArrayList<>(snapshot.levels());
        levels.removeIf(level -> level.quantity() == 0);
        if (happens(Fault.BAD_ROW)) {
            levels = List.of(DeltaScenario.bad(pick(FAULTS)));
        } else if (happens(Fault.ALL_BAD)) {
            levels = List.of();
        }
        boolean hasId = hasIds && !happens(Fault.BOOK_WITHOUT_ID);
        scenario.book(times(), hasId ? snapshot.ids() : DeltaScenario.noId(), levels);
    }

    private void sendTrade() {
        boolean usable = !happens(Fault.UNUSABLE_TRADE_ID);
        long id =
                usable
                        ? random.nextInt(1_000)
                        : random.nextBoolean() ? Missing.ID : Missing.UNUSABLE_ID;
        Side side = random.nextBoolean() ? Side.BID : Side.ASK;
        Level level = new Level(side, 1 + random.nextInt(2_000), random.nextInt(3), null);
        boolean bad = happens(Fault.BAD_ROW);
        scenario.trade(times(), id, bad ? DeltaScenario.bad(pick(FAULTS)) : level);
    }

    private void write(Sent message) {
        Ids ids = message.ids();
        boolean snapshot = message.snapshot();
        Times times = message.times();
        boolean allBad = happens(Fault.ALL_BAD);
        boolean split = happens(Fault.SPLIT_ARRIVAL);
        for (Level level : message.levels()) {
            if (split && random.nextInt(3) == 0) {
                times = times();
            }
            boolean bad = happens(Fault.BAD_ROW) && random.nextInt(4) == 0 || allBad;
            boolean loose = happens(Fault.LOOSE_ROW) && random.nextInt(6) == 0;
            if (bad) {
                scenario.rows(times, ids, snapshot, List.of(bad(pick(FAULTS), level)));
            }
            if (happens(Fault.ID_ONLY)) {
                scenario.rows(times, ids, snapshot, List.of(DeltaScenario.idOnly()));
            }
            if (loose) {
                Level lost = bad(RejectReason.NULL_UPDATE_ID, level);
                scenario.rows(times, DeltaScenario.noId(), snapshot, List.of(lost));
            }
            if (happens(Fault.LEFT_OUT_FILE) && random.nextInt(9) == 0) {
                scenario.leftOutFile();
            }
            if (!allBad) {
                scenario.rows(times, ids, snapshot, List.of(level));
            }
        }
    }

    /** A row that cannot be used, of which side and price may be known all the same. */
    private Level bad(RejectReason fault, Level level) {
        boolean readable = rates[Fault.READABLE_BAD_ROW.ordinal()] > 0 && random.nextInt(4) > 0;
        return readable && fault != RejectReason.NULL_PRICE && level.side() != null
                ? new Level(level.side(), level.price(), 0, fault)
                : DeltaScenario.bad(fault);
    }

    private Times times() {
        eventNanos += random.nextInt(3) * SECOND / 10;
        if (happens(Fault.TIME_JUMP)) {
            eventNanos += random.nextInt(5_000) * SECOND;
        }
        if (happens(Fault.TIME_BACK)) {
            eventNanos -= random.nextInt(100) * SECOND;
        }
        long arrival = Missing.TIME;
        if (random.nextDouble() < arrivals) {
            arrival = eventNanos + random.nextInt(3) * SECOND / 100;
        }
        return new Times(happens(Fault.MISSING_TIME) ? Missing.TIME : eventNanos, arrival);
    }
}
