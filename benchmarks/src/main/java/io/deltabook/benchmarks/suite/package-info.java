// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code scripts/bench.sh} runs: generates the data, starts each contender as a separate
 * process, measures its resource usage, and writes the pages of results.
 */
package io.deltabook.benchmarks.suite;
