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
    private int withoutId;
    private int repeats;
    private int stepsOfOne;
    private int jumps;
    private int falls;

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
            withoutId++;
            return;
        }
        hasIds = true;
        if (last != Missing.ID) {
            count(id);
        }
        last = id;
    }

    private void count(long id) {
        if (id == last) {
            repeats++;
        } else if (id == last + 1) {
            stepsOfOne++;
        } else if (id > last) {
            jumps++;
        } else {
            falls++;
        }
    }

    /** Rows seen. */
    public int rows() {
        return rows;
    }

    /** Rows without an id. */
    public int withoutId() {
        return withoutId;
    }

    /** Rows with the id of the row before, as the rows of one message have. */
    public int repeats() {
        return repeats;
    }

    /** Steps to the next id. */
    public int stepsOfOne() {
        return stepsOfOne;
    }

    /** Steps over at least one id. */
    public int jumps() {
        return jumps;
    }

    /** Steps back. */
    public int falls() {
        return falls;
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
        return stepsOfOne >= CONTIGUOUS_STEPS && jumps + falls == 0
                ? SequenceMode.CONTIGUOUS
                : SequenceMode.MONOTONIC;
    }

    /** Why it is this mode, in words. */
    public String reason() {
        return switch (mode()) {
            case CHAIN -> "rows have a previous id";
            case RANGE -> "rows have a first id";
            case CONTIGUOUS -> "all steps are + 1";
            case MONOTONIC ->
                    jumps + falls > 0
                            ? "not all steps are + 1"
                            : "fewer than " + CONTIGUOUS_STEPS + " steps to judge by";
            case NONE -> "no row has an id";
        };
    }
}
