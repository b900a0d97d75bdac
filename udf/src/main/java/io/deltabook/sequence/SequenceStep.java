// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

/** How a message stands to the newest message taken. */
public enum SequenceStep {
    OK,
    GAP,
    OLD,
    REGRESSION,
    RESTARTED
}
