// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code scripts/bench.sh} runs: makes the data, starts each contender as a process of its
 * own, watches what it uses, and writes the pages of results.
 */
package io.deltabook.benchmarks.suite;
