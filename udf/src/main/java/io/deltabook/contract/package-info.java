// SPDX-License-Identifier: Apache-2.0
/**
 * The terms of the data contract: lanes, event and incident kinds, modes, states, flags, and how a
 * lane is named in paths. No book logic.
 */
package io.deltabook.contract;
