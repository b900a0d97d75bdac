// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;

/**
 * Whether a column of ids holds ids. Writers fill ids that they do not have with null, with 0 or
 * with some other constant.
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

    /** True if there was any value. */
    boolean isAny() {
        return first != Missing.ID;
    }

    /** True if the values may be ids. A single one cannot be called a constant. */
    boolean isPlausible() {
        return isPositive && (varies || !isRepeated);
    }

    /** True if all values are the same; one alone is not. */
    boolean isConstant() {
        return isRepeated && !varies;
    }

    /** True if a value is above 0. */
    boolean isPositive() {
        return isPositive;
    }

    /** Why the values are not ids, in words; only where they are not. */
    String fault() {
        return varies ? "0 or less throughout" : first + " throughout";
    }
}
