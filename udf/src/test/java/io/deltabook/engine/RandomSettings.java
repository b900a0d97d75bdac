// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;
import java.util.Random;

/** Settings at which short lanes meet every bound. */
final class RandomSettings {
    private static final long SECOND = 1_000_000_000L;

    private RandomSettings() {}

    static BookSettings draw(Random random) {
        int feed = new int[] {0, 1, 2, 3, 5, 10}[random.nextInt(6)];
        return new BookSettings(
                20,
                1 + random.nextInt(25),
                feed,
                pick(random, ColdStart.values()),
                new int[] {1, 2, 5, 1_000}[random.nextInt(4)],
                new long[] {0, 5, 1_000}[random.nextInt(3)],
                pick(random, MajorGapPolicy.values()),
                new int[] {1, 2, 5, 100}[random.nextInt(4)],
                new long[] {0, 1, 3, 20}[random.nextInt(4)],
                new long[] {0, SECOND, 60 * SECOND}[random.nextInt(3)],
                new int[] {0, 1, 4}[random.nextInt(3)],
                random.nextInt(40) == 0
                        ? CrossedPolicy.FAIL
                        : pick(
                                random,
                                new CrossedPolicy[] {
                                    CrossedPolicy.REPAIR, CrossedPolicy.FLAG, CrossedPolicy.OFF
                                }),
                new int[] {1, 2, 3, 50}[random.nextInt(4)],
                new long[] {0, SECOND / 5, SECOND, 60 * SECOND}[random.nextInt(4)],
                new long[] {0, SECOND / 5, SECOND, 60 * SECOND}[random.nextInt(4)],
                pick(random, EventClock.values()));
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
