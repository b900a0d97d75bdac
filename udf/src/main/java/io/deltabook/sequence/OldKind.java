// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

/**
 * Why an old message is not taken: older than the snapshot, out of a known hole, or seen before.
 */
public enum OldKind {
    STALE,
    LATE,
    DUPLICATE
}
