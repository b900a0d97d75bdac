// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.SequenceMode;

/** The sequence rule that a user asks for: one of the modes, or the planner's choice per lane. */
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

    /** The mode asked for, null for {@link #AUTO}. */
    SequenceMode mode() {
        return mode;
    }
}
