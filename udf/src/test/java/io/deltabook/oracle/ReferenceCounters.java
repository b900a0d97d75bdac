// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of one lane by the name of the statistics column, in capitals. */
public final class ReferenceCounters {
    private final Map<String, Long> values = new TreeMap<>();
    private final Map<RefusalReason, Long> refusals = new EnumMap<>(RefusalReason.class);
    private final Map<BookState, Long> stateNanos = new EnumMap<>(BookState.class);

    /** 0 where nothing was counted. */
    public long value(String counter) {
        return values.getOrDefault(counter, 0L);
    }

    public long refused(RefusalReason reason) {
        return refusals.getOrDefault(reason, 0L);
    }

    public long nanosIn(BookState state) {
        return stateNanos.getOrDefault(state, 0L);
    }

    void add(String counter, long amount) {
        values.merge(counter, amount, Long::sum);
    }

    /** Null where the size is unknown. */
    void addGap(Long size) {
        add("GAPS", 1);
        if (size == null) {
            add("GAPS_UNKNOWN", 1);
            return;
        }
        values.merge("LARGEST_GAP", size, Math::max);
        if (size <= 10) {
            add("GAPS_1_10", 1);
        } else if (size <= 100) {
            add("GAPS_11_100", 1);
        } else if (size <= 1_000) {
            add("GAPS_101_1000", 1);
        } else {
            add("GAPS_OVER_1000", 1);
        }
    }

    void addRefusal(RefusalReason reason) {
        refusals.merge(reason, 1L, Long::sum);
    }

    void addTime(BookState state, long nanos) {
        stateNanos.merge(state, nanos, Long::sum);
    }

    /** What came out, in one word (contract 3.3). */
    public String verdict(SequenceMode mode) {
        boolean gaps = value("GAPS") > 0;
        return switch (mode) {
            case RANGE, CHAIN, CONTIGUOUS -> gaps ? "gaps" : "verified";
            case MONOTONIC -> {
                String word = gaps ? "gaps" : "clean";
                yield value("REGRESSIONS") > 0 ? "disordered" : word;
            }
            case NONE -> "unverifiable";
        };
    }

    @Override
    public String toString() {
        return values + " refused " + refusals + " time " + stateNanos;
    }
}
