// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

/** How a message relates to the newest accepted message. */
public enum SequenceStep {
    OK,
    GAP,
    OLD,
    REGRESSION,
    RESTARTED
}
