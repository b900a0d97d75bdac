// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.engine.LaneState;
import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used lanes by key; evicts the least recently used one. */
final class WarmLanes extends LinkedHashMap<String, LaneState> {
    private static final long serialVersionUID = 1;
    private static final float LOAD = 0.75f;

    private final int most;

    WarmLanes(int most) {
        super(most, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, LaneState> eldest) {
        return size() > most;
    }
}
