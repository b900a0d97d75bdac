// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.statistics.LaneCounters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A lane in several runs, each of which continues from the CLOSING of the one before. */
final class RunChain {
    private static final int SCALE = 8;

    private final DeltaScenario scenario;
    private final BookSettings settings;
    private final List<EngineRun> runs = new ArrayList<>();

    RunChain(DeltaScenario scenario, BookSettings settings) {
        this.scenario = scenario;
        this.settings = settings;
    }

    /** Makes the next run, whose rows are to follow. */
    EngineRun next(EngineRun cold) {
        LaneSeed seed = runs.isEmpty() ? null : seed();
        EngineRun run = seed == null ? cold : cold.after(scenario, settings, seed);
        runs.add(run);
        return run;
    }

    /** Runs whole parts, each of some chunks. */
    RunChain run(List<List<DeltaScenario.Chunk>> parts) {
        for (List<DeltaScenario.Chunk> part : parts) {
            EngineRun run = next(new EngineRun(scenario, settings));
            part.forEach(chunk -> run.process(chunk.batch()));
            run.process(DeltaBatch.endOfLane(scenario.lane()));
        }
        return this;
    }

    List<EngineRun> runs() {
        return runs;
    }

    /** The seed that the newest run leaves, null where it has none. */
    private LaneSeed seed() {
        EngineRun run = runs.get(runs.size() - 1);
        return seed(
                run.output.events, run.state().counters().value(LaneCounters.Counter.APPLIED_ROWS));
    }

    static LaneSeed seed(List<ReferenceEvent> events, long appliedRows) {
        int end = events.size() - 1;
        if (end < 0 || events.get(end).kind() != SnapshotKind.CLOSING) {
            return null;
        }
        ReferenceEvent closing = events.get(end);
        ReferenceEvent book = null;
        ReferenceEvent delta = null;
        long latest = Missing.TIME;
        for (ReferenceEvent event : events.subList(0, end)) {
            boolean isDelta = event.type() == EventType.BOOK_DELTA;
            if (isDelta) {
                delta = event;
                latest = Math.max(latest, event.timeNanos());
            }
            if (isDelta
                    || event.kind() == SnapshotKind.RESYNC
                    || event.kind() == SnapshotKind.CHECK) {
                book = event;
            }
        }
        boolean isSeeded = events.get(0).seq() > 0;
        boolean isHandedOn = isSeeded && delta == null && book == events.get(0);
        boolean hadDeltas = isSeeded && appliedRows > 0;
        long handedOn = hadDeltas ? events.get(0).timeNanos() : Missing.TIME;
        return new LaneSeed(
                closing.state(),
                closing.seq(),
                closing.updateId(),
                new LaneSeed.Clock(
                        closing.timeNanos(),
                        book == null ? closing.timeNanos() : book.timeNanos(),
                        delta == null ? handedOn : delta.timeNanos(),
                        delta == null ? handedOn : latest,
                        Missing.TIME,
                        Missing.TIME),
                new LaneSeed.Ending(
                        isHandedOn || delta != null && delta.updateId() == closing.updateId(),
                        isHandedOn || book != null && book.type() == EventType.BOOK_SNAPSHOT),
                closing.certifiedBids() + closing.certifiedAsks() > 0,
                appliedRows,
                listing(closing.bids(), closing.coveredBids()),
                listing(closing.asks(), closing.coveredAsks()));
    }

    private static LaneSeed.Listing listing(List<ReferenceLevel> levels, int covered) {
        return new LaneSeed.Listing(
                levels.stream()
                        .map(
                                level ->
                                        new LaneSeed.Level(
                                                BigDecimal.valueOf(level.price(), SCALE),
                                                BigDecimal.valueOf(level.quantity(), SCALE)))
                        .toList(),
                covered);
    }

    /** All events, those of the seams included, and what the last run counted. */
    LaneRun result() {
        EngineRun last = runs.get(runs.size() - 1);
        return new LaneRun(
                runs.stream().flatMap(run -> run.output.events.stream()).toList(),
                runs.stream().flatMap(run -> run.output.incidents.stream()).toList(),
                runs.stream().flatMap(run -> run.output.rejects.stream()).toList(),
                last.result().counters(),
                last.result().refusals());
    }

    /**
     * The events as those of one run: without the CLOSING and the RESYNC at each seam, numbered
     * again, and without what is certified and covered.
     */
    List<ReferenceEvent> eventsAsOne() {
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<ReferenceEvent> own = runs.get(i).output.events;
            boolean isSeeded = i > 0 && closes(runs.get(i - 1).output.events);
            boolean isSeed = i + 1 < runs.size() && closes(own);
            events.addAll(own.subList(isSeeded ? 1 : 0, own.size() - (isSeed ? 1 : 0)));
        }
        return bare(events);
    }

    /** Whether each run but the last ends LIVE. */
    boolean isLiveAtEachSeam() {
        return runs.subList(0, runs.size() - 1).stream()
                .allMatch(run -> run.state().state == BookState.LIVE);
    }

    private static boolean closes(List<ReferenceEvent> events) {
        return !events.isEmpty() && events.get(events.size() - 1).kind() == SnapshotKind.CLOSING;
    }

    /** Events numbered from 0, without what is certified and covered. */
    static List<ReferenceEvent> bare(List<ReferenceEvent> events) {
        List<ReferenceEvent> bare = new ArrayList<>();
        for (ReferenceEvent event : events) {
            bare.add(
                    new ReferenceEvent(
                            bare.size(),
                            event.timeNanos(),
                            event.type(),
                            event.state(),
                            event.updateId(),
                            event.side(),
                            event.price(),
                            event.quantity(),
                            event.lastInMessage(),
                            event.kind(),
                            event.bids(),
                            event.asks(),
                            0,
                            0,
                            0,
                            0));
        }
        return bare;
    }
}
