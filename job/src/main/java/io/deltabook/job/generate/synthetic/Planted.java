// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.RejectReason;
import java.util.Locale;

/** What was planted for one symbol, or for all: the counts that a run must find. */
public final class Planted {
    /** The counts; names match those of the statistics dataset where it has the same count. */
    public enum Count {
        ROWS_IN,
        SNAPSHOT_ROWS,
        REJECTED_ROWS,
        STALE_ROWS,
        LATE_ROWS,
        DUPLICATE_ROWS,
        ACCEPTED_ROWS,
        GAPS,
        GAPS_1_10,
        GAPS_11_100,
        GAPS_101_1000,
        GAPS_OVER_1000,
        GAPS_UNKNOWN,
        STALE,
        LATE,
        DUPLICATES,
        SNAPSHOTS_TAKEN,
        SNAPSHOTS_REFUSED,
        FILES
    }

    private final long[] counts = new long[Count.values().length];
    private final long[] rejects = new long[RejectReason.values().length];
    private long largestGap;

    public long count(Count count) {
        return counts[count.ordinal()];
    }

    public long rejected(RejectReason reason) {
        return rejects[reason.ordinal()];
    }

    public long largestGap() {
        return largestGap;
    }

    void add(Count count, long amount) {
        counts[count.ordinal()] += amount;
    }

    void addRejected(RejectReason reason) {
        rejects[reason.ordinal()]++;
        add(Count.REJECTED_ROWS, 1);
    }

    /** Counts a gap with a known number of missing ids. */
    void addGap(long size) {
        add(Count.GAPS, 1);
        largestGap = Math.max(largestGap, size);
        if (size <= 10) {
            add(Count.GAPS_1_10, 1);
        } else if (size <= 100) {
            add(Count.GAPS_11_100, 1);
        } else if (size <= 1_000) {
            add(Count.GAPS_101_1000, 1);
        } else {
            add(Count.GAPS_OVER_1000, 1);
        }
    }

    void addGapOfUnknownSize() {
        add(Count.GAPS, 1);
        add(Count.GAPS_UNKNOWN, 1);
    }

    void add(Planted other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        for (int i = 0; i < rejects.length; i++) {
            rejects[i] += other.rejects[i];
        }
        largestGap = Math.max(largestGap, other.largestGap);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Count count : Count.values()) {
            json.put(count.name().toLowerCase(Locale.ROOT), count(count));
        }
        json.put("largest_gap", largestGap);
        ObjectNode reasons = json.putObject("rejects");
        for (RejectReason reason : RejectReason.values()) {
            reasons.put(reason.name(), rejected(reason));
        }
        return json;
    }
}
