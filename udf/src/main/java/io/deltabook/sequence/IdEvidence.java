// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;

/**
 * Evidence whether an id column holds real ids. Writers fill missing ids with null, 0 or another
 * constant.
 */
final class IdEvidence {
    private long first = Missing.ID;
    private boolean isRepeated;
    private boolean varies;
    private boolean isPositive;

    void add(long id) {
        if (id == Missing.ID) {
            return;
        }
        isPositive |= id > 0;
        if (first == Missing.ID) {
            first = id;
        } else {
            isRepeated = true;
            varies |= id != first;
        }
    }

    /** Whether there was any value. */
    boolean isAny() {
        return first != Missing.ID;
    }

    /** Whether the values may be ids. A single value does not count as a constant. */
    boolean isPlausible() {
        return isPositive && (varies || !isRepeated);
    }

    /** Whether all values are the same; false for a single value. */
    boolean isConstant() {
        return isRepeated && !varies;
    }

    /** Whether any value is above 0. */
    boolean isPositive() {
        return isPositive;
    }

    /** Describes why the values are not ids; call only if they are not. */
    String fault() {
        return varies ? "0 or less throughout" : first + " throughout";
    }
}
