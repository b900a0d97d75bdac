// SPDX-License-Identifier: Apache-2.0
/** What a lane counts, from its first row to its end, and the byte form of its counters. */
package io.deltabook.statistics;
