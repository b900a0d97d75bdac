// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import io.deltabook.number.WideDecimals;
import java.io.Serializable;
import java.util.Objects;

/**
 * What the plan decided about one lane; every batch carries it, so that nothing is decided twice.
 *
 * @param id exchange and symbol
 * @param key the key the stream is partitioned by (the lane's name and a salt chosen when planning)
 * @param mode the sequence rule of the lane's ids
 * @param snapshots where its full snapshots are found
 * @param strategy how prices and quantities are represented
 * @param priceScale decimal digits of an integer price
 * @param quantityScale decimal digits of an integer quantity
 */
public record Lane(
        LaneId id,
        String key,
        SequenceMode mode,
        LaneSnapshots snapshots,
        DecimalStrategy strategy,
        int priceScale,
        int quantityScale)
        implements Serializable {
    /** Maximum decimal scale of an output value, DECIMAL(38,18). */
    public static final int MAX_SCALE = 18;

    /** A lane with long numbers whose files mark their snapshots. */
    public Lane(LaneId id, String key, SequenceMode mode, int priceScale, int quantityScale) {
        this(id, key, mode, LaneSnapshots.MARKED, DecimalStrategy.PIPS, priceScale, quantityScale);
    }

    public Lane {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(snapshots, "snapshots");
        Objects.requireNonNull(strategy, "strategy");
        requireScale("price", priceScale, id);
        requireScale("quantity", quantityScale, id);
        if (strategy == DecimalStrategy.DECIMAL128
                && (priceScale != MAX_SCALE || quantityScale != MAX_SCALE)) {
            throw new IllegalArgumentException(
                    "scales of decimal128 must be %s, but were %s and %s lane=%s"
                            .formatted(MAX_SCALE, priceScale, quantityScale, id));
        }
    }

    private static void requireScale(String what, int scale, LaneId id) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException(
                    what + " scale must be 0.." + MAX_SCALE + ", but was " + scale + " lane=" + id);
        }
    }

    /** Whether full snapshots may occur unmarked among the deltas. */
    public boolean implicitSnapshots() {
        return snapshots == LaneSnapshots.UNMARKED;
    }

    /** Whether there are no deltas: the lane's messages are the rows of the book table. */
    public boolean isBooksOnly() {
        return snapshots.isBooksOnly();
    }

    /** A new pool for the lane's numbers, null if they are longs. */
    public WideDecimals newPool() {
        return strategy == DecimalStrategy.DECIMAL128 ? new WideDecimals() : null;
    }
}
