// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.SequenceMode;

/** The user's choice of sequence rule: one of the modes, or the planner's choice per lane. */
public enum SequenceChoice {
    AUTO(null),
    RANGE(SequenceMode.RANGE),
    CHAIN(SequenceMode.CHAIN),
    CONTIGUOUS(SequenceMode.CONTIGUOUS),
    MONOTONIC(SequenceMode.MONOTONIC),
    NONE(SequenceMode.NONE);

    private final SequenceMode mode;

    SequenceChoice(SequenceMode mode) {
        this.mode = mode;
    }

    /** The chosen mode, null for {@link #AUTO}. */
    SequenceMode mode() {
        return mode;
    }
}
