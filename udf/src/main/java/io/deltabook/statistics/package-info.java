// SPDX-License-Identifier: Apache-2.0
/** The counters of a lane, from its first row to its end, and their binary form. */
package io.deltabook.statistics;
