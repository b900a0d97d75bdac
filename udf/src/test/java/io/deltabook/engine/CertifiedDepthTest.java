// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Missing;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A level that is certified is right: whatever a recorder loses of an honest venue's messages and
 * rows, the certified levels of every snapshot are the best levels of the venue's true book.
 */
final class CertifiedDepthTest {
    private static final int SEEDS = Integer.getInteger("deltabook.oracle.seeds", 4_000);
    private static final int BATCH_ROWS = 50;

    @Test
    void aCertifiedLevelIsNeverWrong() {
        long certified = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.lossy(seed);
            LaneRun run = run(random);
            for (ReferenceEvent event : run.events()) {
                if (event.kind() == null || event.updateId() == Missing.ID) {
                    continue;
                }
                RandomVenue.Moment truth = random.venue().truth(event.updateId());
                String where = "seed=" + seed + " " + random + " " + event;
                assertThat(event.bids().subList(0, event.certifiedBids()))
                        .as(where)
                        .isEqualTo(best(truth.bids(), event.certifiedBids()));
                assertThat(event.asks().subList(0, event.certifiedAsks()))
                        .as(where)
                        .isEqualTo(best(truth.asks(), event.certifiedAsks()));
                certified += event.certifiedBids() + event.certifiedAsks();
            }
        }
        assertThat(certified).as("levels compared").isGreaterThan(SEEDS);
    }

    private static LaneRun run(RandomScenario random) {
        return EngineRun.of(random.scenario(), random.settings(), BATCH_ROWS).result();
    }

    private static List<ReferenceLevel> best(Map<Long, Long> side, int levels) {
        List<ReferenceLevel> list = new ArrayList<>();
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (list.size() < levels) {
                list.add(new ReferenceLevel(level.getKey(), level.getValue()));
            }
        }
        return list;
    }
}
