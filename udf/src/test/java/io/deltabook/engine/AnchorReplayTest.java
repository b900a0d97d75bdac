// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The anchor rule: from any snapshot of a LIVE book, the BOOK_DELTA rows that follow reproduce
 * every later snapshot up to the next RESYNC, as deep as the replay can itself certify.
 */
@Tag("slow")
final class AnchorReplayTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 4_000);
    private static final int BATCH_ROWS = 50;

    /** One side of a book that a reader of the events rebuilds. */
    private static final class ReplayedSide {
        private final Comparator<Long> bestFirst;
        private final TreeMap<Long, Long> levels;
        private long horizon;
        private boolean exclusive;

        ReplayedSide(Side side, List<ReferenceLevel> anchor) {
            bestFirst = side == Side.BID ? Comparator.reverseOrder() : Comparator.naturalOrder();
            levels = new TreeMap<>(bestFirst);
            anchor.forEach(level -> levels.put(level.price(), level.quantity()));
            exclusive = anchor.isEmpty();
            horizon = levels.isEmpty() ? 0 : levels.lastKey();
        }

        void set(long price, long quantity) {
            if (quantity == 0) {
                levels.remove(price);
            } else {
                levels.put(price, quantity);
            }
        }

        void evict(int retained) {
            while (levels.size() > retained) {
                long worst = levels.pollLastEntry().getKey();
                if (bestFirst.compare(worst, horizon) <= 0) {
                    horizon = worst;
                    exclusive = true;
                }
            }
        }

        /** The best levels that the replay knows to be all there is. */
        List<ReferenceLevel> certified() {
            List<ReferenceLevel> list = new ArrayList<>();
            for (Map.Entry<Long, Long> level : levels.headMap(horizon, !exclusive).entrySet()) {
                list.add(new ReferenceLevel(level.getKey(), level.getValue()));
            }
            return list;
        }
    }

    @Test
    void deltasAfterAnAnchorReproduceEveryLaterSnapshotUpToTheNextResync() {
        long compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            EngineRun run = new EngineRun(random.scenario(), random.settings());
            try {
                random.scenario().batches(BATCH_ROWS).forEach(run::process);
            } catch (CrossedBookException e) {
                continue;
            }
            List<ReferenceEvent> events = run.output.events;
            for (int i = 0; i < events.size(); i++) {
                if (isAnchor(events.get(i))) {
                    compared += replay(events, i, random, "seed=" + seed);
                }
            }
        }
        assertThat(compared).as("levels compared").isGreaterThan(SEEDS);
    }

    private static boolean isAnchor(ReferenceEvent event) {
        return event.type() == EventType.BOOK_SNAPSHOT && event.state() == BookState.LIVE;
    }

    private static long replay(
            List<ReferenceEvent> events, int anchor, RandomScenario random, String seed) {
        ReferenceEvent start = events.get(anchor);
        ReplayedSide bids = new ReplayedSide(Side.BID, start.bids());
        ReplayedSide asks = new ReplayedSide(Side.ASK, start.asks());
        long compared = 0;
        for (int i = anchor + 1; i < events.size(); i++) {
            ReferenceEvent event = events.get(i);
            if (event.kind() == SnapshotKind.RESYNC) {
                break;
            }
            if (event.type() == EventType.BOOK_DELTA) {
                (event.side() == Side.BID ? bids : asks).set(event.price(), event.quantity());
                if (event.lastInMessage()) {
                    bids.evict(random.settings().retained());
                    asks.evict(random.settings().retained());
                }
            } else {
                String where = seed + " from " + start + " to " + event;
                compared += compare(where, bids.certified(), event.bids());
                compared += compare(where, asks.certified(), event.asks());
            }
        }
        return compared;
    }

    private static int compare(
            String where, List<ReferenceLevel> certified, List<ReferenceLevel> published) {
        int common = Math.min(certified.size(), published.size());
        assertThat(published.subList(0, common)).as(where).isEqualTo(certified.subList(0, common));
        return common;
    }
}
