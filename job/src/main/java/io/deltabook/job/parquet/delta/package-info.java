// SPDX-License-Identifier: Apache-2.0
/**
 * Input tables as batches: row groups of deltas, trades and book rows become arrays of integers,
 * rejects and ids.
 */
package io.deltabook.job.parquet.delta;
