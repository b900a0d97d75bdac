// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.metrics;

import io.deltabook.contract.BookState;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many lanes of a subtask are in which state. Written on the task thread, read by any. */
final class LaneStates {
    private final Map<String, BookState> lanes = new HashMap<>();
    private final AtomicIntegerArray counts = new AtomicIntegerArray(BookState.values().length);

    /** The state that a lane is in now. */
    void set(String lane, BookState state) {
        BookState before = lanes.put(lane, state);
        if (before != state) {
            if (before != null) {
                counts.decrementAndGet(before.ordinal());
            }
            counts.incrementAndGet(state.ordinal());
        }
    }

    /** The lane has ended. */
    void remove(String lane) {
        BookState before = lanes.remove(lane);
        if (before != null) {
            counts.decrementAndGet(before.ordinal());
        }
    }

    int count(BookState state) {
        return counts.get(state.ordinal());
    }
}
