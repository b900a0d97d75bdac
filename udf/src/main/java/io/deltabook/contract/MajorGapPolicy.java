// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * How a gap above the threshold, or of unknown size, affects a book: it is dropped until a
 * snapshot, or kept as suspect.
 */
public enum MajorGapPolicy {
    WAIT,
    SUSPECT
}
