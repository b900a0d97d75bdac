// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;

/** What the first delta rows of a lane say about its ids; decides the mode {@code auto} means. */
public final class ModeEvidence {
    /** Delta rows of a lane that are looked at. */
    public static final int MAX_ROWS = 100_000;

    /** Steps from message to message, all + 1, that make ids contiguous. */
    static final int CONTIGUOUS_STEPS = 1_000;

    private int rows;
    private boolean hasIds;
    private boolean hasFirstIds;
    private boolean hasPreviousIds;
    private long last = Missing.ID;
    private int steps;
    private boolean isBroken;

    /**
     * Takes the next delta row that is not part of a snapshot; absent ids are {@link Missing#ID}.
     */
    public void add(long id, long firstId, long previousId) {
        if (isEnough()) {
            return;
        }
        rows++;
        hasFirstIds |= firstId != Missing.ID;
        hasPreviousIds |= previousId != Missing.ID;
        if (id == Missing.ID) {
            return;
        }
        hasIds = true;
        if (last != Missing.ID && id != last) {
            steps++;
            isBroken |= id != last + 1;
        }
        last = id;
    }

    /** True once a row was seen, so that a mode can be told. */
    public boolean isAny() {
        return rows > 0;
    }

    /** True once no further row counts. */
    public boolean isEnough() {
        return rows >= MAX_ROWS;
    }

    /** The mode of the rows seen; {@link SequenceMode#NONE} if there were none. */
    public SequenceMode mode() {
        if (!hasIds) {
            return SequenceMode.NONE;
        }
        if (hasPreviousIds) {
            return SequenceMode.CHAIN;
        }
        if (hasFirstIds) {
            return SequenceMode.RANGE;
        }
        return steps >= CONTIGUOUS_STEPS && !isBroken
                ? SequenceMode.CONTIGUOUS
                : SequenceMode.MONOTONIC;
    }
}
