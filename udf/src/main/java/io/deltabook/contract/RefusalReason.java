// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Why an input snapshot was not loaded. */
public enum RefusalReason {
    UNBRIDGED,
    BEHIND,
    ONE_SIDED,
    CROSSED,
    REJECTED_ROW
}
