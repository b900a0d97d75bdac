// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** What happens when the best bid is at or above the best ask after a whole message. */
public enum CrossedPolicy {
    REPAIR,
    FLAG,
    OFF,
    FAIL
}
