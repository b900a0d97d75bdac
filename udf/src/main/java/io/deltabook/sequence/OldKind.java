// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

/** Why an old message is not applied: older than the snapshot, from a known gap, or seen before. */
public enum OldKind {
    STALE,
    LATE,
    DUPLICATE
}
