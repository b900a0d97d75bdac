// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * State in which a lane without a snapshot starts: by the sequence mode, waiting, or building from
 * an empty book.
 */
public enum ColdStart {
    AUTO,
    WAIT,
    BUILD
}
